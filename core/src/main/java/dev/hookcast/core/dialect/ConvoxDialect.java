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
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Service;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Convox: an action such as {@code release:promote}, its status, and a flat object of data.
 *
 * <p>It speaks as the page of 2015 does. It also understands what came later: other names for the
 * same actions, actions of several parts, the statuses {@code start} and {@code skipped}, and
 * signatures, which are sent only if there is a secret.
 */
public final class ConvoxDialect implements Dialect {
  private static final String NAME = "convox";
  private static final int MIN_KEY = 16;

  /** A member of the data; without its essential ones an event can't be told. */
  private record Member(
      String name, Optional<String> essential, Function<Event, Optional<String>> value) {
    static Member essential(String name, String path, Function<Event, Optional<String>> value) {
      return new Member(name, Optional.of(path), value);
    }

    static Member known(String name, Function<Event, Optional<String>> value) {
      return new Member(name, Optional.empty(), value);
    }
  }

  private static final Member RACK = Member.known("rack", e -> e.scope().rack());
  private static final Member APP_NAME =
      Member.essential("name", "application.name", ConvoxDialect::application);
  private static final Member APP =
      Member.essential("app", "application.name", ConvoxDialect::application);
  private static final Member APP_IF_KNOWN = Member.known("app", ConvoxDialect::application);
  private static final Member BUILD_ID = Member.known("id", e -> e.details().build());
  private static final Member RELEASE_ID =
      Member.known("id", e -> e.details().deployment().flatMap(Deployment::id));
  private static final Member SERVICE_TYPE =
      Member.known("type", e -> e.scope().service().flatMap(Service::type));
  private static final Member SERVICE_NAME =
      Member.essential("name", "service.name", e -> e.scope().service().flatMap(Service::name));

  private record Word(String action, EventType type, List<Member> data) {
    Optional<String> lacking(Event event) {
      return data.stream()
          .filter(m -> m.value().apply(event).isEmpty())
          .flatMap(m -> m.essential().stream())
          .findFirst();
    }
  }

  private static final List<Word> WORDS =
      List.of(
          word("app:create", "application.create", RACK, APP_NAME),
          word("app:delete", "application.delete", RACK, APP_NAME),
          word("build:create", "build.create", RACK, APP, BUILD_ID),
          word("release:promote", "environment.deploy", RACK, APP, RELEASE_ID),
          word("release:create", "release.create", RACK, APP, RELEASE_ID),
          // The page lists rack, id and app, but racks send what they send for a deletion.
          word("service:create", "service.create", RACK, SERVICE_TYPE, SERVICE_NAME, APP_IF_KNOWN),
          word("service:delete", "service.delete", RACK, SERVICE_TYPE, SERVICE_NAME),
          word("system:update", "system.update", RACK));

  /** What the page's examples and later versions say for a word of the page's table. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "app:promote", "release:promote",
          "rack:update", "system:update",
          "resource:create", "service:create",
          "resource:delete", "service:delete");

  /** As Go writes it: up to nine digits, no zeros at the end, no dot without digits. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Instant GO_ZERO_TIME = Instant.parse("0001-01-01T00:00:00Z");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> words() {
    return WORDS.stream().map(Word::action).toList();
  }

  @Override
  public List<String> aliases() {
    return RENAMED.keySet().stream().sorted().toList();
  }

  @Override
  public boolean closed() {
    return false;
  }

  @Override
  public Event parse(JsonObject document, Arrival arrival) {
    var in = JsonReader.of(document);
    var type = in.required("action", ConvoxDialect::type);
    var status = in.required("status", ConvoxDialect::status);
    var stamped = in.instant("timestamp").filter(t -> !t.equals(GO_ZERO_TIME));
    var data = in.object("data").orElse(JsonObject.EMPTY);
    // Later versions tell the time once more in the data, and that is the one that counts.
    var time = JsonReader.of(data).instant("timestamp").or(() -> stamped);
    in.end();
    var object = object(canonical(document.text("action").orElseThrow()));
    return new Event(
        arrival.id(),
        type.orElseThrow(),
        status.orElseThrow(),
        Times.at(time.orElse(arrival.at())),
        scope(object, data),
        details(object, data, document),
        new Source(NAME, document, Optional.empty(), Optional.empty()));
  }

  @Override
  public Naming name(Event event) {
    if (event.source().dialect().equals(NAME)) {
      return named(event.source().document().text("action").orElseThrow(), false);
    }
    var word = word(event);
    if (word.isEmpty()) {
      return unnamed(event.type().value());
    }
    if (event.status() == EventStatus.CANCELLED) {
      return unnamed(event.type() + " " + event.status().word());
    }
    return word.get()
        .lacking(event)
        .<Naming>map(what -> new Naming.Unnamed("lacks " + what))
        // A rack of 2015 tells how things ended, not that they began.
        .orElseGet(() -> named(word.get().action(), event.status() == EventStatus.STARTED));
  }

  @Override
  public JsonObject render(Event event, Recipient recipient) {
    if (event.source().dialect().equals(NAME)) {
      return event.source().document();
    }
    var word = word(event).orElseThrow(() -> new IllegalStateException("no word: " + event.type()));
    var data = JsonObject.writing();
    word.data().forEach(member -> data.putText(member.name(), member.value().apply(event)));
    if (event.status() == EventStatus.FAILED) {
      data.putText("message", event.details().message());
    }
    return JsonObject.writing()
        .put("action", word.action())
        .put("status", status(event.status()))
        .put("timestamp", TIME.format(event.times().occurredAt()))
        .put("data", data.done())
        .done();
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public List<Header> sign(List<Secret> secrets, DeliveryId id, Instant at, byte[] body) {
    if (secrets.isEmpty()) {
      return List.of();
    }
    var time = Long.toString(at.getEpochSecond());
    var head = (time + ".").getBytes(UTF_8);
    var signatures =
        secrets.stream()
            .map(s -> HexFormat.of().parseHex(s.reveal()))
            .map(key -> "v1=" + HexFormat.of().formatHex(Hmac.sha256(key, head, body)))
            .collect(Collectors.joining(","));
    return List.of(new Header("Convox-Signature", "t=" + time + "," + signatures));
  }

  @Override
  public Optional<String> objection(Secret secret) {
    var text = secret.reveal();
    boolean hex = text.chars().allMatch(HexFormat::isHexDigit) && text.length() % 2 == 0;
    return hex && text.length() / 2 >= MIN_KEY
        ? Optional.empty()
        : Optional.of("A secret is at least 16 bytes, written in hexadecimal.");
  }

  @Override
  public Optional<Secret> freshSecret(RandomGenerator chance) {
    return Optional.empty();
  }

  @Override
  public Optional<Secret> nextSecret(Optional<Secret> current, RandomGenerator chance) {
    return Optional.of(FreshSecret.hex(chance));
  }

  @Override
  public boolean signsWithBoth() {
    return true;
  }

  @Override
  public PayloadSchema schema(String word) {
    var data = PayloadSchema.object();
    for (var member : documented(word).data()) {
      data = data.optional(member.name(), PayloadSchema.text());
    }
    return PayloadSchema.object()
        .required("action", PayloadSchema.oneOf(spellings(word).toArray(String[]::new)))
        .required("status", PayloadSchema.oneOf("success", "error", "start", "skipped"))
        .required("timestamp", PayloadSchema.text("date-time"))
        .required("data", data.optional("message", PayloadSchema.text()));
  }

  @Override
  public List<String> usualStates() {
    return List.of();
  }

  @Override
  public Terms terms() {
    return Terms.STANDARD;
  }

  private static Word word(String action, String type, Member... data) {
    return new Word(action, new EventType(type), List.of(data));
  }

  private static Optional<Word> word(Event event) {
    return WORDS.stream().filter(w -> w.type().equals(event.type())).findFirst();
  }

  private static Word documented(String action) {
    return WORDS.stream()
        .filter(w -> w.action().equals(action))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no documented action: " + action));
  }

  private static Naming named(String action, boolean onRequest) {
    return new Naming.Named(
        action, spellings(action), Optional.empty(), Optional.empty(), onRequest);
  }

  private static Naming unnamed(String what) {
    return new Naming.Unnamed(NAME + " has no word for " + what);
  }

  /** Every name that an action has had, today's first. */
  private static List<String> spellings(String action) {
    var today = canonical(action);
    var former = RENAMED.entrySet().stream().filter(e -> e.getValue().equals(today));
    return Stream.concat(Stream.of(today), former.map(Entry::getKey)).toList();
  }

  private static String canonical(String action) {
    return RENAMED.getOrDefault(action, action.replaceFirst("^resource:", "service:"));
  }

  private static String action(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1) {
      throw InvalidInput.of(
          "", "action_invalid", "An action is an object, a colon and what was done to it.");
    }
    return text;
  }

  private static String object(String action) {
    return action.substring(0, action.indexOf(':'));
  }

  private static EventType type(String action) {
    var today = canonical(action(action));
    return WORDS.stream()
        .filter(w -> w.action().equals(today))
        .map(Word::type)
        .findFirst()
        .orElseGet(() -> unlistedType(today));
  }

  private static EventType unlistedType(String action) {
    var dotted = action.replace('.', '-').replace(':', '.');
    return Words.type(dotted.replaceFirst("^app\\.", "application."));
  }

  private static EventStatus status(String word) {
    return switch (word) {
      case "success" -> EventStatus.SUCCEEDED;
      case "error" -> EventStatus.FAILED;
      case "start" -> EventStatus.STARTED;
      case "skipped" -> EventStatus.CANCELLED;
      default ->
          throw InvalidInput.of(
              "", "status_invalid", "A status is success, error, start or skipped.");
    };
  }

  private static String status(EventStatus status) {
    return switch (status) {
      case SUCCEEDED -> "success";
      case FAILED -> "error";
      case STARTED -> "start";
      case CANCELLED -> "skipped";
    };
  }

  private static Scope scope(String object, JsonObject data) {
    var scope = Scope.NOWHERE.inRack(data.text("rack"));
    var app = data.text("app");
    var application = object.equals("app") ? data.text("name").or(() -> app) : app;
    if (application.isPresent()) {
      scope = scope.inApplication(Named.ofName(application.get()));
    }
    var service = new Service(data.text("type"), data.text("name"));
    boolean told = service.type().or(service::name).isPresent();
    return told && object.equals("service") ? scope.inService(service) : scope;
  }

  private static Details details(String object, JsonObject data, JsonObject document) {
    return new Details(
        data.text("actor").map(Actor::called),
        object.equals("build") ? data.text("id") : Optional.empty(),
        object.equals("release") ? data.text("id").map(Deployment::ofId) : Optional.empty(),
        data.text("message"),
        Optional.empty(),
        JsonObject.writing().put(NAME, document).done());
  }

  private static Optional<String> application(Event event) {
    return event.scope().application().flatMap(Named::name);
  }
}
