package dev.hookcast.http.rest;

import dev.hookcast.core.api.Catalogue;
import dev.hookcast.core.delivery.RetryPolicyJson;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.dialect.WordExample;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import java.util.LinkedHashMap;

/** The dialects: their words, their terms, and schemas and examples of their payloads. */
final class DialectsResource {
  private final Catalogue catalogue;

  DialectsResource(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Answer list(Call call) {
    call.query().end();
    var items = catalogue.dialects().stream().<Json>map(d -> view(d).done()).toList();
    return Answer.ok(
        JsonObject.writing()
            .put("items", new JsonArray(items))
            .put("next_cursor", JsonNull.NULL)
            .done());
  }

  Answer show(Call call) {
    call.query().end();
    var dialect = catalogue.dialect(call.path("name")).orElseThrow(Refusal::notFound);
    return Answer.ok(
        view(dialect).put("schemas", schemas(dialect)).put("examples", examples(dialect)).done());
  }

  private static JsonWriter view(Dialect dialect) {
    var terms = dialect.terms();
    return JsonObject.writing()
        .put("name", dialect.name())
        .put("default", dialect.name().equals(Dialects.DEFAULT))
        .put("closed", dialect.closed())
        .put("content_type", dialect.contentType())
        .put("words", dialect.words())
        .put(
            "success",
            JsonObject.writing()
                .put("from", terms.successFrom())
                .put("to", terms.successTo())
                .done())
        .put("retry", RetryPolicyJson.write(terms.retry()));
  }

  private static JsonObject schemas(Dialect dialect) {
    var schemas = JsonObject.writing();
    for (var word : dialect.words()) {
      schemas.put(word, dialect.schema(word).document(dialect.name() + " " + word));
    }
    return schemas.done();
  }

  /** A payload for each word that an event which Hookcast knows can be said with. */
  private static JsonObject examples(Dialect dialect) {
    var examples = new LinkedHashMap<String, Json>();
    WordExample.of(dialect).forEach(each -> examples.put(each.word(), each.payload()));
    return new JsonObject(examples);
  }
}
