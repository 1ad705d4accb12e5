package dev.hookcast.core.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.event.Actor;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Environment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Platform.sh: an activity, of which receivers are told when it has ended or, if they ask for it,
 * also when it is on its way. One activity may come several times, once in each state.
 *
 * <p>An activity without a state counts as complete if it says how or when it ended, and as in
 * progress otherwise. One that is complete without the result {@code success} has failed.
 */
public final class PlatformshDialect implements Dialect {
  private static final String NAME = "platformsh";
  private static final List<String> STATES =
      List.of("pending", "scheduled", "staged", "in_progress", "complete", "cancelled");

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> words() {
    return PlatformshWord.ALL;
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
    var id = in.required("id", Words::notEmpty);
    var type = in.required("type", PlatformshWord::type);
    var project = in.required("project", Words::notEmpty);
    in.text("state", PlatformshDialect::known);
    in.text("result");
    var times = times(in, arrival);
    var environments = in.texts("environments");
    var log = in.text("log");
    var payload = in.object("payload").orElse(JsonObject.EMPTY);
    in.end();
    var key = project.get() + "\n" + id.get() + "\n" + state(document);
    return new Event(
        arrival.id(),
        type.orElseThrow(),
        status(document),
        times,
        Scope.NOWHERE
            .inProject(Named.ofId(project.get()))
            .inEnvironments(environments(environments, payload.object("environment"))),
        new Details(
            actor(payload.object("user")),
            Optional.empty(),
            deployment(document, payload),
            Optional.empty(),
            log,
            JsonObject.writing().put(NAME, document).done()),
        new Source(NAME, document, id, Optional.of(key)));
  }

  @Override
  public Naming name(Event event) {
    var own = event.source().dialect().equals(NAME);
    var document = event.source().document();
    var word = own ? document.text("type").orElseThrow() : PlatformshWord.of(event);
    if (PlatformshWord.neverSent(word)) {
      return new Naming.Unnamed(NAME + " never sends " + word);
    }
    if (own) {
      return named(word, state(document), document.text("result"));
    }
    if (!PlatformshWord.listed(word)) {
      return new Naming.Unnamed(NAME + " has no word for " + event.type());
    }
    return project(event).isEmpty()
        ? new Naming.Unnamed("lacks project.id")
        : named(word, state(event.status()), result(event.status()));
  }

  @Override
  public JsonObject render(Event event, Recipient recipient) {
    if (event.source().dialect().equals(NAME)) {
      return event.source().document();
    }
    var times = event.times();
    boolean ended = event.status() != EventStatus.STARTED;
    var happened = Optional.of(times.occurredAt());
    var started = ended ? times.startedAt() : times.startedAt().or(() -> happened);
    var completed = ended ? times.completedAt().or(() -> happened) : Optional.<Instant>empty();
    return JsonObject.writing()
        .put("id", event.id().value())
        .put("created_at", MICROSECONDS.format(started.orElse(times.occurredAt())))
        .put("type", PlatformshWord.of(event))
        .putText("project", project(event))
        .put(
            "environments",
            event.scope().environments().stream()
                .flatMap(e -> PlatformshPayload.branch(e).stream())
                .toList())
        .put("state", state(event.status()))
        .putText("result", result(event.status()))
        .putText("started_at", started.map(MICROSECONDS::format))
        .putText("completed_at", completed.map(MICROSECONDS::format))
        .putText("log", event.details().log().or(event.details()::message))
        .put("payload", PlatformshPayload.of(event))
        .done();
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  /** Signs with the current secret only: this form has room for one signature. */
  @Override
  public List<Header> sign(List<Secret> secrets, DeliveryId id, Instant at, byte[] body) {
    return secrets.stream()
        .limit(1)
        .map(s -> new Header("X-JWS-Signature", detachedJws(s.reveal().getBytes(UTF_8), body)))
        .toList();
  }

  /** A JSON Web Signature without its payload, which was signed as it is (RFC 7797). */
  static String detachedJws(byte[] key, byte[] body) {
    var base64 = Base64.getUrlEncoder().withoutPadding();
    var head =
        base64.encodeToString(
            """
            {"alg":"HS256","b64":false,"crit":["b64"]}\
            """
                .getBytes(UTF_8));
    return head
        + ".."
        + base64.encodeToString(Hmac.sha256(key, (head + ".").getBytes(UTF_8), body));
  }

  @Override
  public Optional<String> objection(Secret secret) {
    return secret.reveal().isEmpty()
        ? Optional.of("A shared key can't be empty.")
        : Optional.empty();
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
    var time = PayloadSchema.text("date-time").orNull();
    return PayloadSchema.object()
        .required("id", PayloadSchema.text())
        .required("project", PayloadSchema.text())
        .required("type", PayloadSchema.oneOf(word))
        .optional("environments", PayloadSchema.arrayOf(PayloadSchema.text()))
        .optional("state", PayloadSchema.oneOf(STATES.toArray(String[]::new)))
        .optional("result", PayloadSchema.text().orNull())
        .optional("created_at", time)
        .optional("started_at", time)
        .optional("completed_at", time)
        .optional("log", PayloadSchema.text().orNull())
        .optional("payload", PayloadSchema.object());
  }

  @Override
  public List<String> usualStates() {
    return List.of("complete");
  }

  @Override
  public Terms terms() {
    return Terms.STANDARD;
  }

  private static Naming named(String word, String state, Optional<String> result) {
    return new Naming.Named(word, List.of(), Optional.of(state), result, false);
  }

  private static String known(String state) {
    if (!STATES.contains(state)) {
      throw InvalidInput.of(
          "", "state_invalid", "A state is one of " + String.join(", ", STATES) + ".");
    }
    return state;
  }

  private static String state(JsonObject document) {
    boolean ended =
        document.text("result").isPresent() || document.text("completed_at").isPresent();
    return document.text("state").orElse(ended ? "complete" : "in_progress");
  }

  private static EventStatus status(JsonObject document) {
    boolean success = document.text("result").filter("success"::equals).isPresent();
    return switch (state(document)) {
      case "complete" -> success ? EventStatus.SUCCEEDED : EventStatus.FAILED;
      case "cancelled" -> EventStatus.CANCELLED;
      default -> EventStatus.STARTED;
    };
  }

  private static String state(EventStatus status) {
    return switch (status) {
      case STARTED -> "in_progress";
      case SUCCEEDED, FAILED -> "complete";
      case CANCELLED -> "cancelled";
    };
  }

  private static Optional<String> result(EventStatus status) {
    return switch (status) {
      case SUCCEEDED -> Optional.of("success");
      case FAILED -> Optional.of("failure");
      case STARTED, CANCELLED -> Optional.empty();
    };
  }

  private static Times times(JsonReader in, Arrival arrival) {
    var created = in.instant("created_at");
    var started = in.instant("started_at");
    var completed = in.instant("completed_at");
    var occurred = completed.or(() -> started).or(() -> created).orElse(arrival.at());
    return new Times(occurred, started, completed);
  }

  /** The environments by their ids; the one that the payload describes in full. */
  private static List<Environment> environments(List<String> ids, JsonObject described) {
    var whole =
        new Environment(
            described.text("id").or(() -> described.text("name")),
            described.text("name"),
            described.text("type"),
            described.text("machine_name"));
    return ids.stream()
        .map(id -> whole.id().filter(id::equals).isPresent() ? whole : Environment.ofId(id))
        .toList();
  }

  private static Optional<Actor> actor(JsonObject user) {
    var actor = new Actor(user.text("id"), user.text("display_name"), user.text("email"));
    return actor.label().map(known -> actor);
  }

  private static Optional<Deployment> deployment(JsonObject document, JsonObject payload) {
    var none = Optional.<String>empty();
    var pushed = document.object("parameters").text("new_commit");
    var deployment =
        new Deployment(
            PlatformshWord.cause(document.text("type").orElse("")),
            Optional.empty(),
            none,
            Optional.empty(),
            Optional.empty(),
            none,
            none,
            liveUrl(payload.object("deployment").object("routes")),
            none,
            pushed.or(() -> payload.object("environment").text("head_commit")));
    return Optional.of(deployment).filter(d -> !d.equals(Deployment.UNKNOWN));
  }

  /** The first route that leads to an application; the others only lead to another route. */
  private static Optional<String> liveUrl(JsonObject routes) {
    return routes.members().entrySet().stream()
        .filter(r -> r.getValue() instanceof JsonObject route && leadsToApplication(route))
        .map(Entry::getKey)
        .findFirst();
  }

  private static boolean leadsToApplication(JsonObject route) {
    return route.text("type").filter("upstream"::equals).isPresent();
  }

  private static Optional<String> project(Event event) {
    return event.scope().project().flatMap(Named::id);
  }
}
