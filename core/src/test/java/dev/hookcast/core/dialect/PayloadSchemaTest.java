package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.spi.TestJson;
import org.junit.jupiter.api.Test;

class PayloadSchemaTest {
  @Test
  void isWrittenAsJsonSchema() {
    var schema =
        PayloadSchema.object()
            .required("id", PayloadSchema.text())
            .optional("at", PayloadSchema.text("date-time").orNull())
            .required("tags", PayloadSchema.arrayOf(PayloadSchema.oneOf("a", "b")))
            .optional("count", PayloadSchema.integer())
            .optional("on", PayloadSchema.bool())
            .optional("off", PayloadSchema.exactly(Json.of(false)).or(PayloadSchema.integer()))
            .optional("rest", PayloadSchema.anything());
    assertThat(TestJson.parse(TestJson.text(schema.document("Sample"))))
        .isEqualTo(
            TestJson.parse(
                """
                {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Sample",
                 "type":"object",
                 "properties":{
                   "id":{"type":"string"},
                   "at":{"anyOf":[{"type":"string","format":"date-time"},{"type":"null"}]},
                   "tags":{"type":"array","items":{"enum":["a","b"]}},
                   "count":{"type":"integer"},
                   "on":{"type":"boolean"},
                   "off":{"anyOf":[{"enum":[false]},{"type":"integer"}]},
                   "rest":{}},
                 "required":["id","tags"]}
                """));
  }

  @Test
  void theCheckOfTheseTestsTellsGoodFromBad() {
    var schema =
        PayloadSchema.object()
            .required("id", PayloadSchema.text("date-time"))
            .optional("tags", PayloadSchema.arrayOf(PayloadSchema.oneOf("a")));
    assertThat(SchemaCheck.problems(schema, TestJson.parse("{\"id\":\"2026-03-14T09:00:00Z\"}")))
        .isEmpty();
    assertThat(SchemaCheck.problems(schema, TestJson.parse("{\"id\":\"noon\",\"tags\":[\"b\"]}")))
        .hasSize(2);
    assertThat(SchemaCheck.problems(schema, TestJson.parse("{}"))).hasSize(1);
    assertThat(SchemaCheck.problems(schema, TestJson.parse("[]"))).hasSize(2);
  }
}
