package dev.hookcast.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.TestJson;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterJsonTest {
  @Test
  void whatIsWrittenIsWhatWasRead() {
    var document =
        """
        {"events":["environment.*","ship"],"excluded_events":["environment.merge"],
         "statuses":["started","failed"],"states":["complete"],"results":["*"],"racks":["r"],
         "projects":["web*"],"project_match":"name","environment_types":["PRODUCTION"],"environments":["a*b*"],
         "excluded_environments":["x"],"applications":["1"],"clusters":["2"],"groups":["3"]}
        """;
    assertThat(FilterJson.write(read(document))).isEqualTo(TestJson.object(document));
  }

  @Test
  void everyListIsWrittenAlsoWhenItIsEmpty() {
    assertThat(FilterJson.write(Filter.ALL).members()).hasSize(13);
    assertThat(FilterJson.write(Filter.ALL).members().values())
        .containsOnly(new JsonArray(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "id"})
  void howProjectsAreMatchedIsWrittenOnlyIfItWasSaid(String word) {
    var document = JsonObject.writing().put("project_match", word).done();
    assertThat(FilterJson.write(read(TestJson.text(document))).text("project_match"))
        .contains(word);
    assertThat(FilterJson.write(read("{\"project_match\":null}")).get("project_match")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Name", "either", ""})
  void projectsAreMatchedInNoOtherWay(String word) {
    assertThat(problems(JsonObject.writing().put("project_match", word).done()))
        .containsExactly("/project_match filter_invalid");
  }

  @Test
  void givesAllProblemsAtOnceEachAtItsEntry() {
    var document =
        """
        {"events":[1,""," "],"statuses":["failed","done"],"projects":["a*","*a",5,"b*c"],
         "environment_types":["**"],"environments":["*a*"],"racks":"r","planets":[]}
        """;
    assertThat(problems(TestJson.object(document)))
        .containsExactlyInAnyOrder(
            "/events/0 type_mismatch",
            "/events/1 event_type_invalid",
            "/events/2 event_type_invalid",
            "/statuses/1 status_invalid",
            "/projects/1 filter_invalid",
            "/projects/2 type_mismatch",
            "/projects/3 filter_invalid",
            "/environment_types/0 filter_invalid",
            "/racks type_mismatch",
            "/planets unknown_field");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "a..b",
        ".a",
        "a.",
        "a.*.b",
        "*.deploy",
        "env*",
        "**",
        "ship:*",
        "a b",
        "a\u0000",
        "\u00e9.x",
        "a.\ud83d\ude00",
      })
  void anEventIsNamedInAFormThatSomeEventCanHave(String text) {
    assertThat(problems(JsonObject.writing().put("events", List.of("*", text)).done()))
        .containsExactly("/events/1 event_type_invalid");
    assertThat(problems(JsonObject.writing().put("excluded_events", List.of(text)).done()))
        .containsExactly("/excluded_events/0 event_type_invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "a.*", "a.b.*", "a.b-c_d", "ship:it:twice", "SHIPPED", "com.Shop.X"})
  void everyPlatformsWayToNameAnEventIsTaken(String text) {
    var document = JsonObject.writing().put("events", List.of(text)).done();
    assertThat(read(TestJson.text(document)).events()).containsExactly(new EventPattern(text));
  }

  @Test
  void listsAndEntriesHaveALimit() {
    assertThat(problems(list(Collections.nCopies(1_001, "a"))))
        .containsExactly("/groups filter_too_complex");
    assertThat(problems(list(List.of("a".repeat(256), "a".repeat(257)))))
        .containsExactly("/groups/1 filter_invalid");
    assertThat(read(TestJson.text(list(Collections.nCopies(1_000, "a")))).places().groups())
        .hasSize(1_000);
  }

  private static JsonObject list(List<String> entries) {
    return JsonObject.writing().put("groups", entries).done();
  }

  private static Filter read(String document) {
    var in = JsonReader.of(TestJson.object(document));
    var filter = FilterJson.read(in);
    in.end();
    return filter;
  }

  private static List<String> problems(JsonObject document) {
    var in = JsonReader.of(document);
    FilterJson.read(in);
    return catchThrowableOfType(InvalidInput.class, in::end).problems().stream()
        .map(p -> p.pointer() + " " + p.code())
        .toList();
  }
}
