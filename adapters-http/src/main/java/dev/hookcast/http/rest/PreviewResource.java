package dev.hookcast.http.rest;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.api.Catalogue;
import dev.hookcast.core.api.Preview;
import dev.hookcast.core.api.Previews;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Media;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What would be sent of an event, or why nothing. */
final class PreviewResource {
  private static final Set<Media> JSON = EnumSet.of(Media.JSON);
  private static final String USUAL_SINK = "webhook";

  private final Catalogue catalogue;
  private final Previews previews;

  PreviewResource(Catalogue catalogue, Previews previews) {
    this.catalogue = catalogue;
    this.previews = previews;
  }

  Answer preview(Call call) {
    call.query().end();
    var in = JsonReader.of(call.object(JSON));
    if (in.any("event").filter(value -> !(value instanceof JsonNull)).isEmpty()) {
      in.reject("event", "required", "The event to preview is required.");
    }
    var event = in.object("event");
    var sink = sink(in);
    var dialect = dialect(in);
    in.refuseUnknown();
    in.end();
    try {
      return Answer.ok(
          view(
              previews.of(
                  call.organization(),
                  event.orElseThrow(),
                  sink.orElseThrow(),
                  dialect.orElseThrow())));
    } catch (InvalidInput e) {
      throw e.under("/event");
    }
  }

  private Optional<Sink> sink(JsonReader in) {
    var sink = catalogue.sink(in.text("sink").orElse(USUAL_SINK));
    if (sink.isEmpty()) {
      var kinds = catalogue.sinks().stream().map(SinkSpec::kind).collect(Collectors.joining(", "));
      in.reject("sink", "sink_unknown", "The sinks are " + kinds + ".");
    }
    return sink;
  }

  private Optional<Dialect> dialect(JsonReader in) {
    var dialect = catalogue.dialect(in.text("dialect").orElse(Dialects.DEFAULT));
    if (dialect.isEmpty()) {
      var names =
          catalogue.dialects().stream().map(Dialect::name).collect(Collectors.joining(", "));
      in.reject("dialect", "dialect_unknown", "The dialects are " + names + ".");
    }
    return dialect;
  }

  private static JsonObject view(Preview preview) {
    return switch (preview) {
      case Preview.Shown shown -> {
        var headers = JsonObject.writing();
        shown.headers().forEach(header -> headers.put(header.name(), header.value()));
        yield JsonObject.writing().put("headers", headers.done()).put("body", shown.body()).done();
      }
      case Preview.Nothing nothing -> JsonObject.writing().put("reason", nothing.reason()).done();
    };
  }
}
