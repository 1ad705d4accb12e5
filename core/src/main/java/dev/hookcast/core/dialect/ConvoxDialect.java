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
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

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
    return ConvoxWord.ALL.stream().map(ConvoxWord::action).toList();
  }

  @Override
  public List<String> aliases() {
    return ConvoxWord.aliases();
  }

  @Override
  public boolean closed() {
    return false;
  }

  @Override
  public Event parse(JsonObject document, Arrival arrival) {
    var in = JsonReader.of(document);
    var type = in.required("action", text -> ConvoxWord.type(action(text)));
    var status = in.required("status", ConvoxDialect::status);
    var stamped = in.instant("timestamp").filter(t -> !t.equals(GO_ZERO_TIME));
    var data = in.object("data").orElse(JsonObject.EMPTY);
    // Later versions tell the time once more in the data, and that is the one that counts.
    var time = JsonReader.of(data).instant("timestamp").or(() -> stamped);
    in.end();
    var object = object(ConvoxWord.canonical(document.text("action").orElseThrow()));
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
    var word = ConvoxWord.of(event);
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
    var word =
        ConvoxWord.of(event)
            .orElseThrow(() -> new IllegalStateException("no word: " + event.type()));
    var data = word.dataOf(event);
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
    var known =
        ConvoxWord.called(word)
            .orElseThrow(() -> new IllegalStateException("no documented action: " + word));
    for (var member : known.data()) {
      data = data.optional(member.name(), PayloadSchema.text());
    }
    return PayloadSchema.object()
        .required("action", PayloadSchema.oneOf(ConvoxWord.spellings(word).toArray(String[]::new)))
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

  private static Naming named(String action, boolean onRequest) {
    return new Naming.Named(
        action, ConvoxWord.spellings(action), Optional.empty(), Optional.empty(), onRequest);
  }

  private static Naming unnamed(String what) {
    return new Naming.Unnamed(NAME + " has no word for " + what);
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
}
