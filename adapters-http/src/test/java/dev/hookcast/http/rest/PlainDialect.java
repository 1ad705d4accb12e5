package dev.hookcast.http.rest;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.PayloadSchema;
import dev.hookcast.core.dialect.Recipient;
import dev.hookcast.core.dialect.Terms;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A closed dialect of one word that signs only if it is asked to. */
final class PlainDialect implements Dialect {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public List<String> words() {
    return List.of("ping");
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public boolean closed() {
    return true;
  }

  @Override
  public List<String> usualStates() {
    return List.of();
  }

  @Override
  public Event parse(JsonObject document, Arrival arrival) {
    var in = JsonReader.of(document);
    var key = in.required("ping", text -> text);
    in.end();
    return new Event(
        arrival.id(),
        new EventType("plain.ping"),
        EventStatus.SUCCEEDED,
        Times.at(arrival.at()),
        Scope.NOWHERE,
        Details.NONE,
        new Source(name(), document, key, Optional.empty()));
  }

  @Override
  public Naming name(Event event) {
    return event.type().value().startsWith("no.")
        ? new Naming.Unnamed(name() + " has no word for " + event.type())
        : Naming.of("ping");
  }

  @Override
  public JsonObject render(Event event, Recipient recipient) {
    return event.source().document();
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public List<Header> sign(List<Secret> secrets, DeliveryId id, Instant at, byte[] body) {
    return List.of();
  }

  @Override
  public Optional<String> objection(Secret secret) {
    return Optional.empty();
  }

  @Override
  public Optional<Secret> freshSecret(RandomGenerator chance) {
    return Optional.empty();
  }

  @Override
  public Optional<Secret> nextSecret(Optional<Secret> current, RandomGenerator chance) {
    return Optional.of(new Secret("plain-" + chance.nextInt(1_000_000)));
  }

  @Override
  public boolean signsWithBoth() {
    return true;
  }

  @Override
  public PayloadSchema schema(String word) {
    return PayloadSchema.object().required("ping", PayloadSchema.text());
  }

  @Override
  public Terms terms() {
    return Terms.STANDARD;
  }
}
