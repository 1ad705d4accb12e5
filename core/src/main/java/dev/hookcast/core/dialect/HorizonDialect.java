package dev.hookcast.core.dialect;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.event.Actor;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Horizon: something was done to an application, a cluster, a member or a pipeline run. A cluster's
 * deployment is told when it is triggered, and never how it ended.
 *
 * <p>Its page and its code spell some events differently. The code's spelling is the usual one; a
 * subscription whose filter uses another gets the other.
 */
public final class HorizonDialect implements Dialect {
  private static final String NAME = "horizon";
  private static final String EVENT_TYPE = "eventType";
  private static final String EVENT_ID = "eventID";

  /** Anything below 400 is success; there is no second attempt unless somebody asks for one. */
  private static final Terms TERMS = new Terms(200, 399, true, new RetryPolicy(List.of(), 0));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> words() {
    return HorizonWord.ALL.stream().map(HorizonWord::usual).toList();
  }

  @Override
  public List<String> aliases() {
    return HorizonWord.SPELLINGS.stream().filter(s -> !words().contains(s)).toList();
  }

  @Override
  public boolean closed() {
    return true;
  }

  @Override
  public Event parse(JsonObject document, Arrival arrival) {
    var in = JsonReader.of(document);
    var id = eventId(in, document);
    var spelling = in.required(EVENT_TYPE, text -> Words.among(HorizonWord.SPELLINGS, text));
    var scope = scope(in);
    var user = in.object("user").orElse(JsonObject.EMPTY);
    in.end();
    var word = HorizonWord.spelled(spelling.orElseThrow());
    return new Event(
        arrival.id(),
        word.type(),
        word.status(),
        Times.at(arrival.at()),
        scope,
        new Details(
            actor(user),
            Optional.empty(),
            Optional.of(word.deployment()).filter(d -> !d.equals(Deployment.UNKNOWN)),
            Optional.empty(),
            Optional.empty(),
            JsonObject.writing().put(NAME, document).done()),
        // By either spelling it is the same event.
        new Source(NAME, document, id, id.map(known -> known + "\n" + word.usual())));
  }

  @Override
  public Naming name(Event event) {
    if (event.source().dialect().equals(NAME)) {
      return named(event.source().document().text(EVENT_TYPE).orElseThrow());
    }
    var word = HorizonWord.of(event);
    if (word.isEmpty()) {
      return new Naming.Unnamed(NAME + " has no word for " + event.type());
    }
    if (word.get().status() != event.status()) {
      return new Naming.Unnamed(
          NAME + " has no word for " + event.type() + " " + event.status().word());
    }
    return word.get()
        .block()
        .lacking(event)
        .<Naming>map(what -> new Naming.Unnamed("lacks " + what))
        .orElseGet(() -> named(word.get().usual()));
  }

  @Override
  public JsonObject render(Event event, Recipient recipient) {
    if (event.source().dialect().equals(NAME)) {
      var document = event.source().document();
      var spelling = spelling(document.text(EVENT_TYPE).orElseThrow(), recipient);
      return document
          .with("id", Json.of(recipient.log()))
          .with("webhookID", Json.of(recipient.subscription()))
          .with(EVENT_TYPE, Json.of(spelling));
    }
    var word =
        HorizonWord.of(event)
            .orElseThrow(() -> new IllegalStateException("no word: " + event.type()));
    return JsonObject.writing()
        .put("id", recipient.log())
        .put(EVENT_ID, recipient.event())
        .put("webhookID", recipient.subscription())
        .put(word.block().key(), word.block().of(event))
        .put(EVENT_TYPE, spelling(word.usual(), recipient))
        .putUnlessEmpty(
            "user", event.details().actor().map(HorizonDialect::user).orElse(JsonObject.EMPTY))
        .done();
  }

  /** Horizon's own form, which receivers may compare by the letter. */
  @Override
  public String contentType() {
    return "application/json;charset=utf-8";
  }

  @Override
  public List<Header> sign(List<Secret> secrets, DeliveryId id, Instant at, byte[] body) {
    return ClearSecret.headers(secrets, "X-Horizon-Webhook-Secret");
  }

  @Override
  public boolean revealsSecret() {
    return true;
  }

  @Override
  public Optional<String> objection(Secret secret) {
    return ClearSecret.objection(secret);
  }

  @Override
  public Optional<Secret> freshSecret(RandomGenerator chance) {
    return Optional.empty();
  }

  @Override
  public Optional<Secret> nextSecret(Optional<Secret> current, RandomGenerator chance) {
    return Optional.of(FreshSecret.text(chance));
  }

  @Override
  public boolean signsWithBoth() {
    return false;
  }

  @Override
  public PayloadSchema schema(String word) {
    var known = HorizonWord.spelled(word);
    var user =
        PayloadSchema.object()
            .optional("id", PayloadSchema.integer())
            .optional("name", PayloadSchema.text())
            .optional("email", PayloadSchema.text());
    return PayloadSchema.object()
        .optional("id", PayloadSchema.integer())
        .optional(EVENT_ID, PayloadSchema.integer())
        .optional("webhookID", PayloadSchema.integer())
        .optional(known.block().key(), known.block().schema())
        .required(EVENT_TYPE, PayloadSchema.oneOf(known.spellings().toArray(String[]::new)))
        .optional("user", user)
        .optional("extra", PayloadSchema.text());
  }

  @Override
  public List<String> usualStates() {
    return List.of();
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  private static Naming named(String spelling) {
    return new Naming.Named(
        spelling,
        HorizonWord.spelled(spelling).spellings(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The spelling that the subscription's filter uses; the given one if it uses that or neither. */
  private static String spelling(String given, Recipient recipient) {
    return Stream.concat(Stream.of(given), HorizonWord.spelled(given).spellings().stream())
        .filter(recipient.words()::contains)
        .findFirst()
        .orElse(given);
  }

  private static Optional<String> eventId(JsonReader in, JsonObject document) {
    boolean given = in.any(EVENT_ID).filter(v -> !(v instanceof JsonNull)).isPresent();
    var id = HorizonId.in(document, EVENT_ID);
    if (given && id.isEmpty()) {
      in.reject(EVENT_ID, "type_mismatch", "This has to be a whole number from 1 to 2^64 - 1.");
    }
    return id;
  }

  private static Scope scope(JsonReader in) {
    var scope = Scope.NOWHERE;
    for (var block : HorizonBlock.values()) {
      scope = block.within(scope, in.object(block.key()).orElse(JsonObject.EMPTY));
    }
    return scope;
  }

  private static Optional<Actor> actor(JsonObject user) {
    var actor = new Actor(HorizonId.in(user, "id"), user.text("name"), user.text("email"));
    return actor.label().map(known -> actor);
  }

  private static JsonObject user(Actor actor) {
    return JsonObject.writing()
        .putIf("id", actor.id().flatMap(HorizonId::number))
        .putText("name", actor.name())
        .putText("email", actor.email())
        .done();
  }
}
