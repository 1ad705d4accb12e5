package dev.hookcast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonJsonTest {
  private final JacksonJson json = new JacksonJson();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "true",
        "null",
        "\"x\"",
        "[1E400,-0,-0.0,0.1000,1e+07,9007199254740995,300000000000000000000.77777,12E-3]",
        "{\"pear\":1,\"apple\":{\"fig\":[],\"date\":[{}]},\"\":null}",
        "[\"\\ud800\"]",
        "[\"\\udc00x\",\"a\\ud83d\"]",
        "[\"\\ude00\\ud83d\"]",
        "{\"\\udfff\":1}",
        "[\"\u00e9\u4e2d\"]",
        "[\"\uD83D\uDE80\"]",
        "[\"\uFEFF inside \uFFFD\"]",
        "[\"\\u0000\\n\\\"\\\\/\"]"
      })
  void whatIsReadIsWrittenAsTheSameDocument(String text) {
    var read = read(text);

    var written = json.write(read);

    assertThat(json.read(written)).isEqualTo(read);
    assertThat(written.text().toLowerCase(java.util.Locale.ROOT))
        .isEqualTo(text.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void whiteSpaceBetweenTokensIsNotWritten() {
    assertThat(json.write(read(" {\n\"a\" : [ 1 ,\t2 ] }\r\n")).text()).isEqualTo("{\"a\":[1,2]}");
  }

  @Test
  void anUnpairedSurrogateKeepsItsPlaceBesideOtherText() {
    var value = Json.of("caf\u00e9 \uD83D\uDE80 \uD800 end");

    assertThat(json.read(json.write(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t "})
  void nothingIsAnEmptyBody(String text) {
    assertThat(problem(text).code()).isEqualTo("body_empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":", "[1,", "{'a':1}", "{\"a\":1,}", "[1,]", "/*x*/{}", "{}//", "[\"a\tb\"]", "tru",
        "[NaN]", "[Infinity]", "[-Infinity]", "[+1]", "[01]", "[.5]", "[1.]", "[0x10]", "[1e]",
        "\"abc", "{\"a\" 1}", "{a:1}", "]", "[\"\\x\"]", "[\"\\u12\"]", "{\"a\":1\0}", "[-]", ","
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThat(problem(text).code()).isIn("json_malformed", "json_trailing_data");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {"[1,x]|3", "[\"\u00e9\u00e9\",x]|8", "{\"a\":|5"})
  void whereItIsNotJsonIsSaidInBytes(String text, int offset) {
    assertThat(problem(text).code()).isEqualTo("json_malformed");
    assertThat(problem(text).detail())
        .matches(".* at byte (" + offset + "|" + (offset + 1) + ")\\.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{} x", "{}}", "1 2", "[],", "null\0"})
  void aSecondDocumentIsTrailingData(String text) {
    assertThat(problem(text).code()).isEqualTo("json_trailing_data");
  }

  @Test
  void aRepeatedMemberIsPointedTo() {
    var problem = problem("{\"a\":[0,{\"b/c\":1,\"d\":2,\"b/c\":3}]}");

    assertThat(problem.code()).isEqualTo("json_duplicate_key");
    assertThat(problem.pointer()).isEqualTo("/a/1/b~1c");
  }

  @Test
  void aRepeatedMemberWithAnEscapedSpellingIsTheSameName() {
    assertThat(problem("{\"ab\":1,\"\\u0061b\":2}").code()).isEqualTo("json_duplicate_key");
  }

  @Test
  void theProblemDoesNotEchoALongName() {
    var name = "n".repeat(5_000);

    assertThat(problem("{\"o\":{\"" + name + "\":1,\"" + name + "\":2}}").pointer())
        .isEqualTo("/o");
  }

  @Test
  void sixtyFourLevelsAreTheMost() {
    assertThat(read("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonArray.class);
    for (int depth : new int[] {65, 66, 1_001, 1_000_000}) {
      assertThat(problem("[".repeat(depth)).code()).isEqualTo("json_too_deep");
      assertThat(problem("{\"a\":".repeat(depth)).code()).isEqualTo("json_too_deep");
    }
  }

  @Test
  void otherEncodingsAreRefused() {
    for (var name : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE")) {
      for (var text : List.of("{\"a\":1}", "7", "\"\u00e9\"", "\"\uD83D\uDE80\"")) {
        var bytes = Bytes.of(text.getBytes(Charset.forName(name)));
        assertThat(problem(bytes).code()).as(name + " " + text).isEqualTo("encoding_not_utf8");
      }
    }
    assertThat(problem("\uFEFF{}").code()).isEqualTo("encoding_not_utf8");
  }

  @Test
  void brokenUtf8IsRefused() {
    var broken =
        List.of(
            new int[] {0xC0, 0xAF}, // overlong
            new int[] {0xE0, 0x80, 0xAF},
            new int[] {0xED, 0xA0, 0x80}, // a surrogate
            new int[] {0xF4, 0x90, 0x80, 0x80}, // above U+10FFFF
            new int[] {0xFF},
            new int[] {0x80},
            new int[] {0xC3}); // cut off
    for (var bytes : broken) {
      var text = new byte[bytes.length + 2];
      text[0] = '"';
      for (int i = 0; i < bytes.length; i++) {
        text[i + 1] = (byte) bytes[i];
      }
      text[text.length - 1] = '"';
      assertThat(problem(Bytes.of(text)).code())
          .as(java.util.Arrays.toString(bytes))
          .isEqualTo("encoding_not_utf8");
    }
  }

  @Test
  void longNumbersAndTextsAreCarried() {
    var digits = "7".repeat(2_000_000);
    var letters = "x".repeat(3_000_000);

    var read = read("{\"n\":" + digits + ",\"s\":\"" + letters + "\"}");

    assertThat(read)
        .isEqualTo(
            JsonObject.writing()
                .put("n", new JsonNumber(digits))
                .put("s", new JsonString(letters))
                .done());
  }

  @Test
  void aMemberNameHasAnEnd() {
    assertThat(read("{\"" + "k".repeat(50_000) + "\":1}")).isInstanceOf(JsonObject.class);
    assertThat(problem("{\"" + "k".repeat(50_001) + "\":1}").code()).isEqualTo("json_malformed");
  }

  @Test
  void membersWithCollidingHashesAreCarried() {
    var text = new StringBuilder("{");
    for (int i = 0; i < 16_384; i++) {
      var name = new StringBuilder();
      for (int bit = 0; bit < 14; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB"); // the same String.hashCode
      }
      text.append(i == 0 ? "" : ",").append('"').append(name).append("\":0");
    }

    assertThat(((JsonObject) read(text.append('}').toString())).members()).hasSize(16_384);
  }

  @Test
  void aTreeTooDeepToWriteIsABugAndNoStackOverflow() {
    Json tree = JsonNull.NULL;
    for (int i = 0; i < 5_000; i++) {
      tree = new JsonArray(List.of(tree));
    }
    var deep = tree;

    assertThat(catchThrowableOfType(IllegalStateException.class, () -> json.write(deep)))
        .isNotNull();
  }

  @Test
  void anyTreeComesBackAsItWasWritten() {
    for (long seed = 1; seed <= 3_000; seed++) {
      var tree = tree(new SplittableRandom(seed), 0);
      assertThat(json.read(json.write(tree))).as("seed " + seed).isEqualTo(tree);
    }
  }

  @Test
  void aPartWhoseTextIsKnownStandsInTheDocumentAsIfItHadBeenWritten() {
    for (long seed = 1; seed <= 1_000; seed++) {
      var random = new SplittableRandom(seed);
      var part = new JsonObject(Map.of("part", tree(random, 3)));
      var document =
          JsonObject.writing()
              .put("before", tree(random, 3))
              .put("data", part)
              .put("list", new JsonArray(List.of(tree(random, 3), part, part)))
              .put("equal", new JsonObject(part.members()))
              .done();
      assertThat(json.write(document, part, json.write(part)))
          .as("seed " + seed)
          .isEqualTo(json.write(document));
      assertThat(json.write(part, part, json.write(part)))
          .as("seed " + seed)
          .isEqualTo(json.write(part));
    }
  }

  @Test
  void onlyThePartItselfIsTakenOver() {
    var part = JsonObject.writing().put("a", 1).done();
    var document =
        JsonObject.writing().put("one", new JsonObject(part.members())).put("two", part).done();

    var written = json.write(document, part, Bytes.utf8("{ \"a\": 1 }"));

    assertThat(written.text()).isEqualTo("{\"one\":{\"a\":1},\"two\":{ \"a\": 1 }}");
  }

  @Test
  void anyMutilatedDocumentIsReadOrRefusedButNeverAnError() {
    for (long seed = 1; seed <= 3_000; seed++) {
      var random = new SplittableRandom(seed);
      var bytes = json.write(tree(random, 0)).array().clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        var read = json.read(Bytes.of(bytes));
        assertThat(json.read(json.write(read))).as("seed " + seed).isEqualTo(read);
      } catch (InvalidInput e) {
        assertThat(e.problems().getFirst().detail().length()).as("seed " + seed).isLessThan(200);
      }
    }
  }

  private static Json tree(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 6 ? 4 : 7)) {
      case 0 -> Json.of(text(random));
      case 1 -> new JsonNumber(number(random));
      case 2 -> Json.of(random.nextBoolean());
      case 3 -> JsonNull.NULL;
      case 4 -> {
        var items = new ArrayList<Json>();
        for (int i = random.nextInt(5); i > 0; i--) {
          items.add(tree(random, depth + 1));
        }
        yield new JsonArray(items);
      }
      default -> {
        var members = new LinkedHashMap<String, Json>();
        for (int i = random.nextInt(5); i > 0; i--) {
          members.put(text(random), tree(random, depth + 1));
        }
        yield new JsonObject(members);
      }
    };
  }

  private static String text(SplittableRandom random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(5)) {
        case 0 -> text.append((char) random.nextInt(0x20)); // controls
        case 1 -> text.append((char) random.nextInt(0x10000)); // any unit, unpaired ones too
        case 2 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        case 3 -> text.appendCodePoint(0x10000 + random.nextInt(0x1000));
        default -> text.append((char) (0x20 + random.nextInt(0x5F)));
      }
    }
    return text.toString();
  }

  private static String number(SplittableRandom random) {
    var literal = new StringBuilder(random.nextBoolean() ? "-" : "");
    literal.append(random.nextBoolean() ? "0" : random.nextLong(1, Long.MAX_VALUE));
    if (random.nextBoolean()) {
      literal.append('.').append(random.nextInt(1_000)).append("0".repeat(random.nextInt(30)));
    }
    if (random.nextBoolean()) {
      literal.append(random.nextBoolean() ? "E" : "e-").append(random.nextInt(100_000));
    }
    return literal.toString();
  }

  private Json read(String text) {
    return json.read(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Problem problem(String text) {
    return problem(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Problem problem(Bytes text) {
    return catchThrowableOfType(InvalidInput.class, () -> json.read(text)).problems().getFirst();
  }
}
