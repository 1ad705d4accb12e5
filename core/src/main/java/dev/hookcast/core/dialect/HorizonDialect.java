package dev.hookcast.core.dialect;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.event.Actor;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Cause;
import dev.hookcast.core.event.Cluster;
import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Horizon: something was done to an application or a cluster. A cluster's deployment is told when
 * it is triggered, and never how it ended.
 *
 * <p>Its page and its code spell four events differently. The code's spelling is the usual one; a
 * subscription whose filter uses the page's gets the page's.
 */
public final class HorizonDialect implements Dialect {
  private static final String NAME = "horizon";
  private static final String EVENT_TYPE = "eventType";
  private static final String EVENT_ID = "eventID";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,19}");

  /** Anything below 400 is success; there is no second attempt unless somebody asks for one. */
  private static final Terms TERMS = new Terms(200, 399, true, new RetryPolicy(List.of(), 0));

  /** Whose block a payload has. */
  private enum Resource {
    APPLICATION,
    CLUSTER;

    Optional<String> id(Scope scope) {
      return switch (this) {
        case APPLICATION -> scope.application().flatMap(Named::id);
        case CLUSTER -> scope.cluster().flatMap(Cluster::id);
      };
    }
  }

  /**
   * An event that Horizon tells.
   *
   * @param spellings what the code calls it, then what the page does if that is something else
   */
  private record Word(
      List<String> spellings,
      Resource resource,
      EventType type,
      EventStatus status,
      Deployment deployment) {
    static Word done(Resource resource, String type, String... spellings) {
      return new Word(
          List.of(spellings),
          resource,
          new EventType(type),
          EventStatus.SUCCEEDED,
          Deployment.UNKNOWN);
    }

    static Word triggered(Deployment deployment, String spelling) {
      return new Word(
          List.of(spelling), Resource.CLUSTER, EventType.DEPLOY, EventStatus.STARTED, deployment);
    }

    String usual() {
      return spellings.getFirst();
    }
  }

  private static final Word BUILD_DEPLOYED =
      Word.triggered(Deployment.ofBuild(), "clusters_builddeployed");
  private static final Word DEPLOYED = Word.triggered(Deployment.UNKNOWN, "clusters_deployed");
  private static final Word ROLLED_BACK =
      Word.triggered(Deployment.causedBy(Cause.ROLLBACK), "clusters_rollbacked");

  private static final List<Word> WORDS =
      List.of(
          Word.done(Resource.APPLICATION, "application.create", "applications_created"),
          Word.done(
              Resource.APPLICATION,
              "application.delete",
              "applications_deleted",
              "application_deleted"),
          Word.done(
              Resource.APPLICATION,
              "application.transfer",
              "applications_transferred",
              "application_transferred"),
          Word.done(Resource.CLUSTER, "cluster.create", "clusters_created", "cluster_created"),
          Word.done(Resource.CLUSTER, "cluster.delete", "clusters_deleted", "cluster_deleted"),
          BUILD_DEPLOYED,
          DEPLOYED,
          ROLLED_BACK,
          Word.done(Resource.CLUSTER, "cluster.free", "clusters_freed"));

  private static final List<String> SPELLINGS =
      WORDS.stream().flatMap(w -> w.spellings().stream()).toList();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> words() {
    return WORDS.stream().map(Word::usual).toList();
  }

  @Override
  public List<String> aliases() {
    return SPELLINGS.stream().filter(s -> !words().contains(s)).toList();
  }

  @Override
  public boolean closed() {
    return true;
  }

  @Override
  public Event parse(JsonObject document, Arrival arrival) {
    var in = JsonReader.of(document);
    var id = eventId(in, document);
    var spelling = in.required(EVENT_TYPE, text -> Words.among(SPELLINGS, text));
    var application = in.object("application").orElse(JsonObject.EMPTY);
    var cluster = in.object("cluster").orElse(JsonObject.EMPTY);
    var user = in.object("user").orElse(JsonObject.EMPTY);
    in.end();
    var word = spelled(spelling.orElseThrow());
    return new Event(
        arrival.id(),
        word.type(),
        word.status(),
        Times.at(arrival.at()),
        scope(application, cluster),
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
    var word = word(event);
    if (word.isEmpty()) {
      return new Naming.Unnamed(NAME + " has no word for " + event.type());
    }
    if (word.get().status() != event.status()) {
      return new Naming.Unnamed(
          NAME + " has no word for " + event.type() + " " + event.status().word());
    }
    var resource = word.get().resource();
    return resource.id(event.scope()).flatMap(HorizonDialect::number).isPresent()
        ? named(word.get().usual())
        : new Naming.Unnamed("lacks " + key(resource) + ".id");
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
    var word = word(event).orElseThrow(() -> new IllegalStateException("no word: " + event.type()));
    return JsonObject.writing()
        .put("id", recipient.log())
        .put(EVENT_ID, recipient.event())
        .put("webhookID", recipient.subscription())
        .put(key(word.resource()), block(word.resource(), event.scope()))
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
    var known = spelled(word);
    var named =
        PayloadSchema.object()
            .optional("id", PayloadSchema.integer())
            .optional("name", PayloadSchema.text());
    var block =
        switch (known.resource()) {
          case APPLICATION -> named.optional("priority", PayloadSchema.text());
          case CLUSTER ->
              named
                  .optional("applicationName", PayloadSchema.text())
                  .optional("env", PayloadSchema.text());
        };
    return PayloadSchema.object()
        .optional("id", PayloadSchema.integer())
        .optional(EVENT_ID, PayloadSchema.integer())
        .optional("webhookID", PayloadSchema.integer())
        .optional(key(known.resource()), block)
        .required(EVENT_TYPE, PayloadSchema.oneOf(known.spellings().toArray(String[]::new)))
        .optional("user", named.optional("email", PayloadSchema.text()))
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

  private static Word spelled(String spelling) {
    return WORDS.stream()
        .filter(w -> w.spellings().contains(spelling))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no event of Horizon's: " + spelling));
  }

  private static Optional<Word> word(Event event) {
    if (!event.type().equals(EventType.DEPLOY)) {
      return WORDS.stream().filter(w -> w.type().equals(event.type())).findFirst();
    }
    var deployment = event.details().deployment().orElse(Deployment.UNKNOWN);
    if (deployment.cause().filter(Cause.ROLLBACK::equals).isPresent()) {
      return Optional.of(ROLLED_BACK);
    }
    return Optional.of(deployment.build().orElse(false) ? BUILD_DEPLOYED : DEPLOYED);
  }

  private static Naming named(String spelling) {
    return new Naming.Named(
        spelling, spelled(spelling).spellings(), Optional.empty(), Optional.empty(), false);
  }

  /** The spelling that the subscription's filter uses; the given one if it uses that or neither. */
  private static String spelling(String given, Recipient recipient) {
    return Stream.concat(Stream.of(given), spelled(given).spellings().stream())
        .filter(recipient.words()::contains)
        .findFirst()
        .orElse(given);
  }

  private static Optional<String> eventId(JsonReader in, JsonObject document) {
    boolean given = in.any(EVENT_ID).filter(v -> !(v instanceof JsonNull)).isPresent();
    var id = id(document, EVENT_ID);
    if (given && id.isEmpty()) {
      in.reject(EVENT_ID, "type_mismatch", "This has to be a whole number from 1 to 2^64 - 1.");
    }
    return id;
  }

  private static Scope scope(JsonObject application, JsonObject cluster) {
    var scope = Scope.NOWHERE;
    var name = application.text("name").or(() -> cluster.text("applicationName"));
    var named = new Named(id(application, "id"), name);
    if (named.label().isPresent()) {
      scope = scope.inApplication(named);
    }
    var known = new Cluster(id(cluster, "id"), cluster.text("name"), cluster.text("env"));
    return known.words().findAny().isPresent() ? scope.inCluster(known) : scope;
  }

  private static Optional<Actor> actor(JsonObject user) {
    var actor = new Actor(id(user, "id"), user.text("name"), user.text("email"));
    return actor.label().map(known -> actor);
  }

  private static String key(Resource resource) {
    return switch (resource) {
      case APPLICATION -> "application";
      case CLUSTER -> "cluster";
    };
  }

  /** The event's own resource; Horizon never sends the block of another. */
  private static JsonObject block(Resource resource, Scope scope) {
    var application = scope.application();
    var cluster = scope.cluster();
    var out = JsonObject.writing().putIf("id", resource.id(scope).flatMap(HorizonDialect::number));
    return switch (resource) {
      case APPLICATION -> out.putText("name", said(application.flatMap(Named::name))).done();
      case CLUSTER ->
          out.putText("name", said(cluster.flatMap(Cluster::name)))
              .putText("applicationName", said(application.flatMap(Named::name)))
              .putText("env", said(cluster.flatMap(Cluster::env)))
              .done();
    };
  }

  private static JsonObject user(Actor actor) {
    return JsonObject.writing()
        .putIf("id", actor.id().flatMap(HorizonDialect::number))
        .putText("name", said(actor.name()))
        .putText("email", said(actor.email()))
        .done();
  }

  /** Horizon leaves an empty text out. */
  private static Optional<String> said(Optional<String> text) {
    return text.filter(t -> !t.isEmpty());
  }

  /** An id as Horizon has them, which are unsigned and have 64 bits; zero stands for none. */
  private static Optional<Json> number(String id) {
    return fits(id) ? Optional.of(new JsonNumber(id)) : Optional.empty();
  }

  private static Optional<String> id(JsonObject object, String name) {
    return object.members().get(name) instanceof JsonNumber number && fits(number.literal())
        ? Optional.of(number.literal())
        : Optional.empty();
  }

  private static boolean fits(String digits) {
    if (!NUMBER.matcher(digits).matches()) {
      return false;
    }
    try {
      Long.parseUnsignedLong(digits);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
