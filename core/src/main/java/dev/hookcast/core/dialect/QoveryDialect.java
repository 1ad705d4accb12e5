package dev.hookcast.core.dialect;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Cluster;
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
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Qovery: the deployment of an environment, in four words, none of which says another thing.
 *
 * <p>Its page says nothing about the payload. Every member but the word may therefore be missing,
 * and an event is told as far as it is known.
 */
public final class QoveryDialect implements Dialect {
  private static final String NAME = "qovery";
  private static final String DEPLOYED = "DEPLOYED";

  /** A word of its events, and its word for the state of what was deployed. */
  private record Word(String event, EventStatus status, String state) {}

  private static final List<Word> WORDS =
      List.of(
          new Word("DEPLOYMENT_STARTED", EventStatus.STARTED, "DEPLOYING"),
          // Two Ls in the event and one in the state: both are Qovery's own spelling.
          new Word("DEPLOYMENT_CANCELLED", EventStatus.CANCELLED, "CANCELED"),
          new Word("DEPLOYMENT_SUCCESSFUL", EventStatus.SUCCEEDED, DEPLOYED),
          new Word("DEPLOYMENT_FAILURE", EventStatus.FAILED, "DEPLOYMENT_ERROR"));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> words() {
    return WORDS.stream().map(Word::event).toList();
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
    var word = in.required("event_type", text -> Words.among(words(), text));
    var createdAt = in.instant("created_at");
    in.text("payload_type");
    var id = in.text("payload_id").filter(text -> !text.isEmpty());
    var payload = in.object("payload").orElse(JsonObject.EMPTY);
    in.end();
    return new Event(
        arrival.id(),
        EventType.DEPLOY,
        word(word.orElseThrow()).status(),
        Times.at(createdAt.orElse(arrival.at())),
        scope(payload),
        new Details(
            Optional.empty(),
            Optional.empty(),
            payload.text("id").or(() -> payload.text("deployment_id")).map(Deployment::ofId),
            Optional.empty(),
            log(payload.array("logs")),
            JsonObject.writing().put(NAME, document).done()),
        new Source(NAME, document, id, id.map(known -> known + "\n" + word.get())));
  }

  @Override
  public Naming name(Event event) {
    return event.type().equals(EventType.DEPLOY)
        ? Naming.of(word(event).event())
        : new Naming.Unnamed(NAME + " has no word for " + event.type());
  }

  @Override
  public JsonObject render(Event event, Recipient recipient) {
    if (event.source().dialect().equals(NAME)) {
      return event.source().document();
    }
    return JsonObject.writing()
        .put("created_at", event.times().occurredAt().toString())
        .put("event_type", word(event).event())
        .put("payload_type", "DEPLOYMENT")
        .put("payload_id", event.id().value())
        .put("payload", payload(event, recipient))
        .done();
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  /** Sends the secret under the name in Qovery's API and under that in its later pages. */
  @Override
  public List<Header> sign(List<Secret> secrets, DeliveryId id, Instant at, byte[] body) {
    return ClearSecret.headers(secrets, "Qovery-Signature", "Qovery-Secret");
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
    var object = PayloadSchema.object();
    var payload =
        object
            .optional("id", PayloadSchema.text())
            .optional("current_status", PayloadSchema.text())
            .optional("desired_status", PayloadSchema.text());
    for (var place : List.of("organization", "project", "environment")) {
      payload = payload.optional(place, object);
    }
    for (var services : List.of("applications", "databases", "containers", "jobs")) {
      payload = payload.optional(services, PayloadSchema.arrayOf(object));
    }
    return object
        .optional("created_at", PayloadSchema.text("date-time"))
        .required("event_type", PayloadSchema.oneOf(word))
        .optional("payload_type", PayloadSchema.text())
        .optional("payload_id", PayloadSchema.text())
        .optional(
            "payload", payload.optional("logs", PayloadSchema.arrayOf(PayloadSchema.anything())));
  }

  @Override
  public List<String> usualStates() {
    return List.of();
  }

  @Override
  public Terms terms() {
    return Terms.STANDARD;
  }

  private static Word word(String event) {
    return WORDS.stream().filter(w -> w.event().equals(event)).findFirst().orElseThrow();
  }

  private static Word word(Event event) {
    return WORDS.stream().filter(w -> w.status() == event.status()).findFirst().orElseThrow();
  }

  private static Scope scope(JsonObject payload) {
    var scope = Scope.NOWHERE;
    var project = named(payload.object("project"));
    if (project.isPresent()) {
      scope = scope.inProject(project.get());
    }
    var described = payload.object("environment");
    var environment = environment(described);
    if (environment.label().or(environment::type).isPresent()) {
      scope = scope.inEnvironments(List.of(environment));
    }
    var cluster = described.text("cluster_name");
    if (cluster.isPresent()) {
      scope = scope.inCluster(new Cluster(Optional.empty(), cluster, Optional.empty()));
    }
    var application = theOnly(payload.array("applications"));
    return application.isPresent() ? scope.inApplication(application.get()) : scope;
  }

  private static Environment environment(JsonObject described) {
    return new Environment(
        described.text("id"),
        described.text("name"),
        // Qovery's API calls the type of an environment its mode.
        described.text("type").or(() -> described.text("mode")),
        Optional.empty());
  }

  private static Optional<Named> named(JsonObject described) {
    var named = new Named(described.text("id"), described.text("name"));
    return named.label().map(known -> named);
  }

  /** An event happens to one application; where several were deployed, none stands for all. */
  private static Optional<Named> theOnly(JsonArray applications) {
    return applications.items().size() == 1
            && applications.items().getFirst() instanceof JsonObject one
        ? named(one)
        : Optional.empty();
  }

  private static Optional<String> log(JsonArray logs) {
    var log =
        logs.items().stream()
            .flatMap(line -> line instanceof JsonString s ? Stream.of(s.value()) : Stream.empty())
            .collect(Collectors.joining("\n"));
    return log.isEmpty() ? Optional.empty() : Optional.of(log);
  }

  private static JsonObject payload(Event event, Recipient recipient) {
    var organization = JsonObject.writing().put("id", recipient.organization().value()).done();
    var scope = event.scope();
    var application = known(scope.application());
    var log = Optional.of(logs(event.details())).filter(lines -> !lines.isEmpty());
    return JsonObject.writing()
        .putText("id", event.details().deployment().flatMap(Deployment::id))
        .put("current_status", word(event).state())
        .put("desired_status", DEPLOYED)
        .put("organization", organization)
        .putIf("project", known(scope.project()))
        .putUnlessEmpty("environment", environment(scope))
        .putIf("applications", application.map(one -> new JsonArray(List.of(one))))
        .putIf("logs", log.map(JsonArray::ofTexts))
        .done();
  }

  private static Optional<JsonObject> known(Optional<Named> named) {
    return named.filter(n -> n.label().isPresent()).map(QoveryDialect::described);
  }

  private static JsonObject described(Named named) {
    return JsonObject.writing().putText("id", named.id()).putText("name", named.name()).done();
  }

  private static JsonObject environment(Scope scope) {
    var environment = scope.environment();
    return JsonObject.writing()
        .putText("id", environment.flatMap(Environment::id))
        .putText("name", environment.flatMap(Environment::name))
        .putText("type", environment.flatMap(Environment::type))
        .putText("cluster_name", scope.cluster().flatMap(Cluster::name))
        .done();
  }

  private static List<String> logs(Details details) {
    return Stream.concat(details.log().stream(), details.message().stream())
        .flatMap(String::lines)
        .toList();
  }
}
