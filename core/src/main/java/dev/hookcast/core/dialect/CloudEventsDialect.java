package dev.hookcast.core.dialect;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Environment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CloudEvents 1.0 in structured mode, signed as Standard Webhooks. It has a word for every event:
 * the type itself.
 *
 * <p>Data in Hookcast's own form is read as what it says. Any other data is carried: the whole
 * document then stands in the event's {@code data}, as it does for the other platforms' events.
 */
public final class CloudEventsDialect implements Dialect {
  private static final String NAME = "cloudevents";
  private static final String VERSION = "1.0";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> words() {
    return EventCatalogue.all().stream().map(EventType::value).toList();
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public boolean closed() {
    return false;
  }

  @Override
  public Event parse(JsonObject document, Arrival arrival) {
    var in = JsonReader.of(document);
    in.required("specversion", CloudEventsDialect::version);
    var id = in.required("id", Words::notEmpty);
    var source = in.required("source", Words::notEmpty);
    var type = in.required("type", Words::type);
    var status = in.text("status", EventStatus::of);
    var time = in.instant("time");
    in.end();
    var content = content(document, time, arrival);
    return new Event(
        arrival.id(),
        type.orElseThrow(),
        status.or(content::status).orElse(EventStatus.SUCCEEDED),
        content.times(),
        content.scope(),
        content.details(),
        new Source(NAME, document, id, Optional.of(source.get() + "\n" + id.get())));
  }

  @Override
  public Naming name(Event event) {
    var own = event.source().dialect().equals(NAME);
    var word = own ? event.source().document().text("type") : Optional.<String>empty();
    return Naming.of(word.orElse(event.type().value()));
  }

  @Override
  public JsonObject render(Event event, Recipient recipient) {
    if (event.source().dialect().equals(NAME)) {
      return event.source().document();
    }
    return JsonObject.writing()
        .put("specversion", VERSION)
        .put("id", event.id().value())
        .put("source", "/organizations/" + recipient.organization())
        .put("type", event.type().value())
        .putText("subject", subject(event.scope()))
        .put("time", event.times().occurredAt().toString())
        .put("datacontenttype", "application/json")
        .put("status", event.status().word())
        .put("data", EventJson.write(event))
        .done();
  }

  @Override
  public String contentType() {
    return "application/cloudevents+json";
  }

  @Override
  public List<Header> sign(List<Secret> secrets, DeliveryId id, Instant at, byte[] body) {
    return secrets.isEmpty()
        ? List.of()
        : List.of(
            new Header("webhook-signature", StandardWebhooks.signature(secrets, id, at, body)));
  }

  @Override
  public Optional<String> objection(Secret secret) {
    return StandardWebhooks.objection(secret);
  }

  @Override
  public Optional<Secret> freshSecret(RandomGenerator chance) {
    return Optional.of(StandardWebhooks.fresh(chance));
  }

  @Override
  public Optional<Secret> nextSecret(Optional<Secret> current, RandomGenerator chance) {
    return Optional.of(StandardWebhooks.next(current, chance));
  }

  @Override
  public boolean signsWithBoth() {
    return true;
  }

  @Override
  public PayloadSchema schema(String word) {
    return PayloadSchema.object()
        .required("specversion", PayloadSchema.oneOf(VERSION))
        .required("id", PayloadSchema.text())
        .required("source", PayloadSchema.text("uri-reference"))
        .required("type", PayloadSchema.text())
        .optional("subject", PayloadSchema.text())
        .optional("time", PayloadSchema.text("date-time"))
        .optional("datacontenttype", PayloadSchema.text())
        .optional("status", PayloadSchema.oneOf("started", "succeeded", "failed", "cancelled"))
        .optional("data", PayloadSchema.anything());
  }

  @Override
  public List<String> usualStates() {
    return List.of();
  }

  @Override
  public Terms terms() {
    return Terms.STANDARD;
  }

  private record Content(Optional<EventStatus> status, Times times, Scope scope, Details details) {}

  /** The data, understood as an event if it is one in our own form; carried whole otherwise. */
  private static Content content(JsonObject document, Optional<Instant> time, Arrival arrival) {
    var in = JsonReader.of(document.object("data"));
    in.text("id");
    in.text("type");
    var status = in.text("status", EventStatus::of);
    var occurredAt = in.instant("occurred_at");
    var times =
        new Times(
            time.or(() -> occurredAt).orElse(arrival.at()),
            in.instant("started_at"),
            in.instant("completed_at"));
    var content = new Content(status, times, EventJson.readScope(in), EventJson.readDetails(in));
    in.refuseUnknown();
    return in.clean() && carriesNothingElse(document)
        ? content
        : new Content(
            Optional.empty(),
            Times.at(time.orElse(arrival.at())),
            Scope.NOWHERE,
            carrying(document));
  }

  private static Details carrying(JsonObject document) {
    var none = Details.NONE;
    var data = JsonObject.writing().put(NAME, document).done();
    return new Details(
        none.actor(), none.build(), none.deployment(), none.message(), none.log(), data);
  }

  /** False if the data is no object, and reading only its members would lose it. */
  private static boolean carriesNothingElse(JsonObject document) {
    var data = document.get("data").filter(v -> !(v instanceof JsonNull));
    return data.filter(v -> !(v instanceof JsonObject)).isEmpty()
        && document.get("data_base64").isEmpty();
  }

  private static Optional<String> subject(Scope scope) {
    var known =
        Stream.of(
                scope.project().flatMap(Named::label),
                scope.environment().flatMap(Environment::label),
                scope.application().flatMap(Named::label))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("/"));
    return known.isEmpty() ? Optional.empty() : Optional.of(known);
  }

  private static String version(String text) {
    if (!text.equals(VERSION)) {
      throw InvalidInput.of("", "specversion_unsupported", "Only CloudEvents 1.0 is understood.");
    }
    return text;
  }
}
