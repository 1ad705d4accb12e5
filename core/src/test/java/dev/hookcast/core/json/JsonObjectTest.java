package dev.hookcast.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hookcast.core.spi.TestJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  private static final JsonObject SAMPLE =
      TestJson.object("{\"t\":\"x\",\"n\":12,\"b\":true,\"o\":{\"i\":1},\"a\":[1],\"z\":null}");

  @Test
  void findsMembersByKind() {
    assertThat(SAMPLE.text("t")).contains("x");
    assertThat(SAMPLE.integer("n")).hasValue(12);
    assertThat(SAMPLE.bool("b")).contains(true);
    assertThat(SAMPLE.object("o").integer("i")).hasValue(1);
    assertThat(SAMPLE.array("a").items()).containsExactly(Json.of(1));
    assertThat(SAMPLE.get("z")).contains(JsonNull.NULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t", "n", "b", "o", "a", "z", "missing"})
  void aMemberOfAnotherKindCountsAsAbsent(String name) {
    if (!name.equals("t")) {
      assertThat(SAMPLE.text(name)).isEmpty();
    }
    if (!name.equals("n")) {
      assertThat(SAMPLE.integer(name)).isEmpty();
    }
    if (!name.equals("b")) {
      assertThat(SAMPLE.bool(name)).isEmpty();
    }
    if (!name.equals("o")) {
      assertThat(SAMPLE.object(name)).isEqualTo(JsonObject.EMPTY);
    }
    if (!name.equals("a")) {
      assertThat(SAMPLE.array(name).items()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e3", "9223372036854775808"})
  void aNumberThatIsNoWholeOneInRangeHasNoIntegerValue(String literal) {
    assertThat(JsonObject.writing().put("n", new JsonNumber(literal)).done().integer("n"))
        .isEmpty();
  }

  @Test
  void replacesAMemberInItsPlaceAndAddsAtTheEnd() {
    var changed = SAMPLE.with("n", Json.of("new")).with("last", Json.of(1)).without("b");
    assertThat(changed.members().keySet()).containsExactly("t", "n", "o", "a", "z", "last");
    assertThat(SAMPLE.integer("n")).hasValue(12);
  }

  @Test
  void neverChanges() {
    var members = new LinkedHashMap<String, Json>();
    var object = new JsonObject(members);
    members.put("late", JsonNull.NULL);
    assertThat(object.members()).isEmpty();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> SAMPLE.members().clear());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> SAMPLE.array("a").items().clear());
  }

  @Test
  void theWriterLeavesOutWhatIsNotKnown() {
    var written =
        JsonObject.writing()
            .put("text", "t")
            .put("number", 1)
            .put("flag", false)
            .put("texts", List.of("a", "b"))
            .putText("unknown", Optional.empty())
            .putText("known", Optional.of(""))
            .putIf("nothing", Optional.<Json>empty())
            .putIf("something", Optional.of(JsonNull.NULL))
            .putUnlessEmpty("empty", JsonObject.EMPTY)
            .putUnlessEmpty("full", SAMPLE.object("o"))
            .done();
    assertThat(TestJson.text(written))
        .isEqualTo(
            "{\"text\":\"t\",\"number\":1,\"flag\":false,\"texts\":[\"a\",\"b\"],\"known\":\"\","
                + "\"something\":null,\"full\":{\"i\":1}}");
  }
}
