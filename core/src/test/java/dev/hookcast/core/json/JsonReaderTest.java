package dev.hookcast.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.spi.TestJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void readsEveryKind() {
    var in =
        reader(
            """
            {"text":"t","bool":true,"integer":-7,"number":0.5,"instant":"2026-03-14T10:00:00.5+01:00",
             "duration":"PT0.25S","durations":["PT1S"],"texts":["a","b"],"any":null,"object":{"x":1},
             "objects":[{"x":1},{"x":2}]}
            """);
    assertThat(in.text("text")).contains("t");
    assertThat(in.bool("bool")).contains(true);
    assertThat(in.integer("integer")).contains(-7L);
    assertThat(in.number("number")).contains(0.5);
    assertThat(in.instant("instant")).contains(Instant.parse("2026-03-14T09:00:00.5Z"));
    assertThat(in.duration("duration")).contains(Duration.ofMillis(250));
    assertThat(in.durations("durations")).containsExactly(Duration.ofSeconds(1));
    assertThat(in.texts("texts")).containsExactly("a", "b");
    assertThat(in.any("any")).contains(JsonNull.NULL);
    assertThat(in.object("object")).contains(TestJson.object("{\"x\":1}"));
    assertThat(in.objects("objects", o -> o.integer("x")))
        .containsExactly(Optional.of(1L), Optional.of(2L));
    in.refuseUnknown();
    assertThat(in.clean()).isTrue();
    assertThatCode(in::end).doesNotThrowAnyException();
  }

  @Test
  void anObjectThatHasToBeThereIsReadInItsTurn() {
    assertThat(reader("{\"a\":{\"x\":1}}").requiredObject("a", o -> o.integer("x")))
        .contains(Optional.of(1L));
    assertThat(found("{\"a\":{\"x\":\"1\"}}", r -> r.requiredObject("a", o -> o.integer("x"))))
        .containsExactly("/a/x type_mismatch");
    assertThat(found("{\"a\":[]}", r -> r.requiredObject("a", o -> o)))
        .containsExactly("/a type_mismatch");
    assertThat(found("{}", r -> r.requiredObject("a", o -> o))).containsExactly("/a required");
    assertThat(found("{\"a\":null}", r -> r.requiredObject("a", o -> o)))
        .containsExactly("/a required");
  }

  @Test
  void nullCountsAsAbsent() {
    var in = reader("{\"a\":null}");
    assertThat(in.text("a")).isEmpty();
    assertThat(in.integer("a")).isEmpty();
    assertThat(in.object("a")).isEmpty();
    assertThat(in.texts("a")).isEmpty();
    assertThat(in.objects("a", o -> o)).isEmpty();
    in.refuseUnknown();
    assertThat(in.clean()).isTrue();
    assertThat(found("{\"a\":null}", r -> r.required("a", Function.identity())))
        .containsExactly("/a required");
  }

  @Test
  void aMemberOfAnotherKindIsAMismatch() {
    var document =
        """
        {"text":1,"bool":"true","integer":1.5,"number":"1","instant":5,"duration":true,
         "texts":"a","object":[],"objects":{}}
        """;
    Consumer<JsonReader> all =
        r -> {
          r.text("text");
          r.bool("bool");
          r.integer("integer");
          r.number("number");
          r.instant("instant");
          r.duration("duration");
          r.texts("texts");
          r.object("object");
          r.objects("objects", o -> o);
        };
    assertThat(found(document, all))
        .containsExactly(
            "/text type_mismatch",
            "/bool type_mismatch",
            "/integer type_mismatch",
            "/number type_mismatch",
            "/instant type_mismatch",
            "/duration type_mismatch",
            "/texts type_mismatch",
            "/object type_mismatch",
            "/objects type_mismatch");
  }

  @Test
  void anEntryIsPointedAtByItsPlaceInTheDocument() {
    var document = "{\"a\":[1,\"PT1S\",null,\"soon\"],\"b\":[{},5,{\"c\":[\"x\",true]}]}";
    assertThat(found(document, r -> r.durations("a")))
        .containsExactly("/a/0 type_mismatch", "/a/2 type_mismatch", "/a/3 duration_invalid");
    assertThat(found(document, r -> r.texts("a", JsonReaderTest::shout)))
        .containsExactly("/a/0 type_mismatch", "/a/1 loud", "/a/2 type_mismatch", "/a/3 loud");
    assertThat(found(document, r -> r.objects("b", o -> o.texts("c"))))
        .containsExactly("/b/1 type_mismatch", "/b/2/c/1 type_mismatch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noon",
        "2026-03-14",
        "2026-03-14T10:00:00",
        "2026-03-14T10:00Z",
        "2026-02-30T10:00:00Z",
        "+12026-03-14T10:00:00Z",
        ""
      })
  void aTimeNeedsItsOffsetAndHasToExist(String text) {
    var document = JsonObject.writing().put("t", text).done();
    assertThat(found(TestJson.text(document), r -> r.instant("t")))
        .containsExactly("/t time_invalid");
  }

  @Test
  void aConstructorsComplaintGetsTheMembersPointer() {
    assertThat(
            found(
                "{\"o\":{\"t\":\"x\"}}",
                r -> r.object("o", o -> o.text("t", JsonReaderTest::shout))))
        .containsExactly("/o/t loud");
    assertThat(found("{\"o\":{}}", r -> r.object("o", o -> shout("x")))).containsExactly("/o loud");
  }

  @Test
  void anObjectThatHadAProblemGivesNoValue() {
    var in = reader("{\"bad\":{\"t\":1},\"good\":{\"t\":\"x\"}}");
    assertThat(in.object("bad", o -> o.text("t"))).isEmpty();
    assertThat(in.object("good", o -> o.text("t"))).contains(Optional.of("x"));
  }

  @Test
  void membersThatNobodyAskedForAreNamedEscapedAndShortened() {
    var document =
        JsonObject.writing()
            .put("known", 1)
            .put("a/b~c", 1)
            .put("x".repeat(300), 1)
            .put("", 1)
            .done();
    var problems =
        found(
            TestJson.text(document),
            r -> {
              r.integer("known");
              r.refuseUnknown();
            });
    assertThat(problems)
        .containsExactly(
            "/a~1b~0c unknown_field", "/" + "x".repeat(100) + "… unknown_field", "/ unknown_field");
  }

  @Test
  void problemsFoundElsewhereAreSeenFromHere() {
    var elsewhere = List.of(new Problem("/x", "odd", "It is odd."));
    assertThat(
            found(
                "{\"o\":{}}",
                r ->
                    r.object(
                        "o",
                        o -> {
                          o.reject(elsewhere);
                          return "";
                        })))
        .containsExactly("/o/x odd");
  }

  @Test
  void allProblemsComeAtOnce() {
    var in = reader("{\"a\":1}");
    in.text("a");
    in.required("b", Function.identity());
    assertThat(in.clean()).isFalse();
    var refusal = catchThrowableOfType(InvalidInput.class, in::end);
    assertThat(refusal.problems()).hasSize(2);
    assertThat(refusal.under("/3").problems())
        .extracting(Problem::pointer)
        .containsExactly("/3/a", "/3/b");
  }

  private static String shout(String text) {
    throw InvalidInput.of("", "loud", "Not so loud.");
  }

  private static JsonReader reader(String document) {
    return JsonReader.of(TestJson.object(document));
  }

  private static List<String> found(String document, Consumer<JsonReader> read) {
    var in = reader(document);
    read.accept(in);
    return catchThrowableOfType(InvalidInput.class, in::end).problems().stream()
        .map(p -> p.pointer() + " " + p.code())
        .toList();
  }
}
