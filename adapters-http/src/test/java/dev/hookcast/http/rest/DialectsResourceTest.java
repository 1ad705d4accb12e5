package dev.hookcast.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DialectsResourceTest {
  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void dialectsAreListedTheDefaultFirst() {
    var got = api.get("/v1/dialects");
    assertThat(got.items())
        .extracting(d -> d.text("name").orElseThrow())
        .containsExactly("cloudevents", "plain");
    assertThat(got.items())
        .extracting(d -> d.bool("default").orElseThrow())
        .containsExactly(true, false);
    assertThat(got.items())
        .extracting(d -> d.bool("closed").orElseThrow())
        .containsExactly(false, true);
    assertThat(got.text()).endsWith("\"next_cursor\":null}").doesNotContain("schemas", "examples");
    api.get("/v1/dialects?x=1").isProblem(400, "unknown_parameter");
  }

  @Test
  void oneDialectShowsASchemaForEachOfItsWords() {
    var got = api.get("/v1/dialects/cloudevents").object();
    assertThat(got.object("schemas").members()).hasSameSizeAs(got.array("words").items());
    assertThat(got.object("success"))
        .isEqualTo(JsonObject.writing().put("from", 200).put("to", 299).done());
    assertThat(got.object("retry").array("schedule").items()).hasSize(9);
    var schema = got.object("schemas").object("cluster.create");
    assertThat(schema.text("$schema").orElseThrow()).contains("2020-12");
    assertThat(schema.object("properties").members()).containsKey("specversion");
    assertThat(got.object("examples").members()).hasSameSizeAs(got.array("words").items());
    assertThat(got.object("examples").object("cluster.create").text("type"))
        .contains("cluster.create");
    api.get("/v1/dialects/klingon").isProblem(404, "not_found");
  }
}
