package dev.hookcast.core.dialect;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.event.Actor;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Cause;
import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Environment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Divshot: it tells of one thing only, a release that went out, be it pushed, promoted from another
 * environment or rolled back to.
 */
public final class DivshotDialect implements Dialect {
  private static final String NAME = "divshot";
  private static final String RELEASE = "release";

  /** Success is 20x, taken by the letter; whatever else comes back, five more attempts follow. */
  private static final Terms TERMS =
      new Terms(
          200,
          209,
          false,
          new RetryPolicy(
              List.of(
                  Duration.ofSeconds(5),
                  Duration.ofMinutes(5),
                  Duration.ofMinutes(30),
                  Duration.ofHours(2),
                  Duration.ofHours(5)),
              0));

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z"); // RFC 3339 ends here

  /** What a payload says of the release, and where it went. */
  private record Release(
      Optional<String> environment,
      Optional<String> author,
      Optional<Instant> at,
      Deployment deployment) {}

  private record Data(Optional<Named> app, Optional<Release> release) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> words() {
    return List.of(RELEASE);
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
  public Event parse(JsonObject document, Arrival arrival) {
    var in = JsonReader.of(document);
    in.required("event", word -> Words.among(words(), word));
    var data =
        in.requiredObject(
            "data",
            d ->
                new Data(
                    d.object("app", DivshotDialect::app),
                    d.object("release", DivshotDialect::release)));
    in.end();
    var app = data.flatMap(Data::app);
    var release = data.flatMap(Data::release);
    return new Event(
        arrival.id(),
        EventType.DEPLOY,
        EventStatus.SUCCEEDED,
        Times.at(release.flatMap(Release::at).orElse(arrival.at())),
        scope(app, release.flatMap(Release::environment)),
        new Details(
            release.flatMap(Release::author).map(Actor::called),
            Optional.empty(),
            release.map(Release::deployment).filter(d -> !d.equals(Deployment.UNKNOWN)),
            Optional.empty(),
            Optional.empty(),
            JsonObject.writing().put(NAME, document).done()),
        new Source(NAME, document, Optional.empty(), Optional.empty()));
  }

  @Override
  public Naming name(Event event) {
    if (event.source().dialect().equals(NAME)) {
      return Naming.of(RELEASE);
    }
    if (!event.type().equals(EventType.DEPLOY)) {
      return new Naming.Unnamed(NAME + " has no word for " + event.type());
    }
    if (event.status() != EventStatus.SUCCEEDED) {
      return new Naming.Unnamed(
          NAME + " has no word for " + event.type() + " " + event.status().word());
    }
    return lacking(event)
        .<Naming>map(what -> new Naming.Unnamed("lacks " + what))
        .orElseGet(() -> Naming.of(RELEASE));
  }

  @Override
  public JsonObject render(Event event, Recipient recipient) {
    if (event.source().dialect().equals(NAME)) {
      return event.source().document();
    }
    var app =
        JsonObject.writing()
            .putText("name", application(event))
            .putText("id", event.scope().application().flatMap(Named::id))
            .done();
    var data = JsonObject.writing().put("app", app).put("release", rendered(event)).done();
    return JsonObject.writing().put("event", RELEASE).put("data", data).done();
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
    return secret.reveal().isEmpty()
        ? Optional.empty()
        : Optional.of("Divshot neither signs its requests nor sends a secret.");
  }

  @Override
  public Optional<Secret> freshSecret(RandomGenerator chance) {
    return Optional.empty();
  }

  @Override
  public Optional<Secret> nextSecret(Optional<Secret> current, RandomGenerator chance) {
    return Optional.empty();
  }

  @Override
  public boolean signsWithBoth() {
    return false;
  }

  @Override
  public PayloadSchema schema(String word) {
    var app =
        PayloadSchema.object()
            .optional("name", PayloadSchema.text())
            .optional("id", PayloadSchema.text());
    var release =
        PayloadSchema.object()
            .optional("env", PayloadSchema.text())
            .optional("version", PayloadSchema.integer())
            .optional("author", PayloadSchema.text())
            .optional("rollback", PayloadSchema.exactly(Json.of(false)).or(PayloadSchema.integer()))
            .optional("source", PayloadSchema.text())
            .optional("source_env", PayloadSchema.text().orNull())
            .optional("timestamp", PayloadSchema.integer())
            .optional("url", PayloadSchema.text())
            .optional("permanent_url", PayloadSchema.text());
    return PayloadSchema.object()
        .required("event", PayloadSchema.oneOf(RELEASE))
        .required("data", PayloadSchema.object().optional("app", app).optional("release", release));
  }

  @Override
  public List<String> usualStates() {
    return List.of();
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  private static Named app(JsonReader in) {
    return new Named(in.text("id"), in.text("name"));
  }

  private static Release release(JsonReader in) {
    return new Release(in.text("env"), in.text("author"), seconds(in, "timestamp"), deployment(in));
  }

  private static Deployment deployment(JsonReader in) {
    boolean noRollback = in.any("rollback").filter(Json.of(false)::equals).isPresent();
    var rolledBackTo = noRollback ? Optional.<Long>empty() : in.integer("rollback");
    var sourceEnvironment = in.text("source_env");
    return new Deployment(
        cause(noRollback, rolledBackTo, sourceEnvironment),
        Optional.empty(),
        Optional.empty(),
        in.integer("version"),
        rolledBackTo,
        sourceEnvironment,
        in.text("source"),
        in.text("url"),
        in.text("permanent_url"),
        Optional.empty());
  }

  /** A release that is neither a rollback nor a promotion was pushed: there is no fourth way. */
  private static Optional<Cause> cause(
      boolean noRollback, Optional<Long> rolledBackTo, Optional<String> sourceEnvironment) {
    if (rolledBackTo.isPresent()) {
      return Optional.of(Cause.ROLLBACK);
    }
    if (sourceEnvironment.isPresent()) {
      return Optional.of(Cause.PROMOTION);
    }
    return noRollback ? Optional.of(Cause.PUSH) : Optional.empty();
  }

  private static Optional<Instant> seconds(JsonReader in, String name) {
    var seconds = in.integer(name);
    if (seconds.filter(s -> s < 0 || s > LATEST.getEpochSecond()).isPresent()) {
      in.reject(name, "time_invalid", "This has to be a time in whole seconds since 1970.");
      return Optional.empty();
    }
    return seconds.map(Instant::ofEpochSecond);
  }

  private static Scope scope(Optional<Named> app, Optional<String> environment) {
    var scope =
        app.flatMap(Named::label).isPresent()
            ? Scope.NOWHERE.inApplication(app.get())
            : Scope.NOWHERE;
    return environment.isPresent()
        ? scope.inEnvironments(List.of(Environment.ofName(environment.get())))
        : scope;
  }

  private static Optional<String> lacking(Event event) {
    var deployment = deployment(event);
    return missing(application(event), "application.name")
        .or(() -> missing(environment(event), "environment.name"))
        .or(() -> missing(deployment.version(), "deployment.version"))
        .or(() -> undetermined(deployment));
  }

  /** What a receiver would miss so much that it took the release for a push. */
  private static Optional<String> undetermined(Deployment deployment) {
    return deployment
        .cause()
        .flatMap(
            cause ->
                switch (cause) {
                  case ROLLBACK -> missing(deployment.rolledBackTo(), "deployment.rolled_back_to");
                  case PROMOTION ->
                      missing(deployment.sourceEnvironment(), "deployment.source_environment");
                  case PUSH, REDEPLOY -> Optional.empty();
                });
  }

  private static Optional<String> missing(Optional<?> value, String path) {
    return value.isPresent() ? Optional.empty() : Optional.of(path);
  }

  private static JsonObject rendered(Event event) {
    var deployment = deployment(event);
    return JsonObject.writing()
        .putText("env", environment(event))
        .putIf("version", deployment.version().map(Json::of))
        .putText("author", event.details().actor().flatMap(a -> a.email().or(a::label)))
        .put("rollback", deployment.rolledBackTo().map(Json::of).orElse(Json.of(false)))
        .putText("source", deployment.source())
        .putText("source_env", deployment.sourceEnvironment())
        .put("timestamp", event.times().occurredAt().getEpochSecond())
        .putText("url", deployment.url())
        .putText("permanent_url", deployment.permanentUrl())
        .done();
  }

  private static Deployment deployment(Event event) {
    return event.details().deployment().orElse(Deployment.UNKNOWN);
  }

  private static Optional<String> application(Event event) {
    return event.scope().application().flatMap(Named::name);
  }

  private static Optional<String> environment(Event event) {
    return event.scope().environment().flatMap(Environment::label);
  }
}
