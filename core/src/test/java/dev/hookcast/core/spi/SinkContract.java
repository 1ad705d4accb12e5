package dev.hookcast.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.dialect.CloudEventsDialect;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.subscription.Health;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Sink} has to keep to. A sink's test implements this interface: it says which
 * sink, and three ways to choose it.
 */
public interface SinkContract {
  /** The sink under test; the same one however often it is asked for during one test. */
  Sink sink();

  /** A valid choice whose receiver takes whatever comes. It should hold secrets if it can. */
  SinkChoice accepting();

  /** A valid choice whose receiver fails, or isn't there. It should hold secrets if it can. */
  SinkChoice failing();

  /** A choice that is wrong in some way that can be seen without asking anybody. */
  SinkChoice invalid();

  /** How many requests the accepting receiver has had so far. */
  int received();

  /** How long the sink may take for one attempt. */
  default Duration patience() {
    return Duration.ofSeconds(35);
  }

  @Test
  default void theSpecIsAlwaysTheSame() {
    var spec = sink().spec();

    assertThat(sink().spec()).isEqualTo(spec);
    assertThat(spec.kind()).matches("[a-z][a-z0-9-]*");
    assertThat(spec.options()).extracting(OptionSpec::name).doesNotHaveDuplicates();
    assertThat(spec.options()).extracting(OptionSpec::description).noneMatch(String::isBlank);
  }

  @Test
  default void theChoicesAreOfTheKindThatTheSpecNames() {
    var spec = sink().spec();

    assertThat(List.of(accepting(), failing(), invalid()))
        .allSatisfy(
            choice -> {
              assertThat(choice.kind()).isEqualTo(spec.kind());
              assertThat(choice.speaksDialect()).isEqualTo(spec.speaksDialect());
            });
  }

  @Test
  default void checkFindsNothingWrongWithAValidChoice() {
    assertThat(sink().check(settings(accepting()))).isEmpty();
    assertThat(sink().check(settings(failing()))).isEmpty();
  }

  @Test
  default void checkNamesWhatIsWrongByPointerCodeAndSentence() {
    var problems = sink().check(settings(invalid()));

    assertThat(problems).isNotEmpty();
    assertThat(problems).allSatisfy(this::isInformative);
    assertThat(problems.toString()).doesNotContain(secretsOf(invalid()));
  }

  @Test
  default void checkNamesEveryRequiredOptionThatIsMissing() {
    var spec = sink().spec();
    var nothing = new SinkChoice(spec.kind(), spec.speaksDialect(), JsonObject.EMPTY, Secrets.NONE);
    var required =
        spec.options().stream().filter(OptionSpec::required).map(o -> "/" + o.name()).toList();

    assertThat(sink().check(settings(nothing))).extracting(Problem::pointer).containsAll(required);
  }

  @Test
  default void checkAsksNobody() {
    int before = received();

    sink().check(settings(accepting()));

    assertThat(received()).isEqualTo(before);
  }

  @Test
  default void theDestinationIsAlwaysTheSameAndHoldsNoSecret() {
    for (var choice : List.of(accepting(), failing())) {
      var destination = sink().destination(settings(choice));

      assertThat(sink().destination(settings(choice))).isEqualTo(destination);
      assertThat(destination.filter(String::isBlank)).isEmpty();
      assertThat(destination.orElse("")).doesNotContain(secretsOf(choice));
    }
  }

  @Test
  default void theDestinationIsFoundWithoutAskingAnybody() {
    int before = received();

    sink().destination(settings(accepting()));

    assertThat(received()).isEqualTo(before);
  }

  @Test
  default void whatIsNoValidChoiceMayHaveADestinationButFailsNobody() {
    var spec = sink().spec();
    var nothing = new SinkChoice(spec.kind(), spec.speaksDialect(), JsonObject.EMPTY, Secrets.NONE);

    for (var choice : List.of(invalid(), nothing)) {
      assertThatCode(() -> sink().destination(settings(choice))).doesNotThrowAnyException();
    }
  }

  @Test
  default void whatTheReceiverTakesIsDelivered() {
    var receipt = sink().send(shipment(accepting(), ordinary()));

    assertThat(receipt.outcome()).isInstanceOf(Outcome.Delivered.class);
    assertThat(receipt.exchange().failure()).isEmpty();
  }

  @Test
  default void everySendIsExactlyOneRequest() {
    int before = received();

    for (int i = 1; i <= 3; i++) {
      sink().send(shipment(accepting(), ordinary()));
      assertThat(received()).isEqualTo(before + i);
    }
  }

  @Test
  default void whatTheReceiverDoesWrongIsAnOutcomeInTime() {
    var sending =
        CompletableFuture.supplyAsync(
            () -> sink().send(shipment(failing(), ordinary())), Thread::startVirtualThread);

    assertThat(sending).succeedsWithin(patience());
    var receipt = sending.join();
    assertThat(receipt.outcome()).isNotInstanceOf(Outcome.Delivered.class);
    assertThat(receipt.exchange().failure())
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.code()).matches("[a-z][a-z0-9_]*");
              assertThat(failure.detail()).isNotBlank().doesNotContain("Exception");
            });
  }

  @Test
  default void anyEventCanBeSent() {
    for (var event : List.of(ordinary(), peculiar())) {
      assertThatCode(() -> sink().send(shipment(accepting(), event))).doesNotThrowAnyException();
    }
  }

  @Test
  default void aReceiptHoldsNoSecret() {
    for (var choice : List.of(accepting(), failing())) {
      var exchange = sink().send(shipment(choice, ordinary())).exchange();

      assertThat(everythingIn(exchange)).doesNotContain(secretsOf(choice));
    }
  }

  @Test
  default void previewIsWhatSendSends() {
    var shipment = shipment(accepting(), ordinary());
    var preview = sink().preview(shipment);
    var sent = sink().send(shipment).exchange().request();

    assertThat(preview.body()).isEqualTo(sent.body());
    assertThat(sent.headers()).containsAll(preview.headers());
  }

  @Test
  default void previewAsksNobody() {
    int before = received();

    sink().preview(shipment(accepting(), ordinary()));

    assertThat(received()).isEqualTo(before);
  }

  @Test
  default void previewNeedsNoOptions() {
    var spec = sink().spec();
    var nothing = new SinkChoice(spec.kind(), spec.speaksDialect(), JsonObject.EMPTY, Secrets.NONE);

    for (var event : List.of(ordinary(), peculiar())) {
      assertThat(sink().preview(shipment(nothing, event)).body())
          .isEqualTo(sink().preview(shipment(accepting(), event)).body());
    }
  }

  @Test
  default void aPreviewHoldsNoSecret() {
    var preview = sink().preview(shipment(accepting(), ordinary()));

    assertThat(preview.headers() + preview.body().text()).doesNotContain(secretsOf(accepting()));
  }

  @Test
  default void manySendsAtOnceDoNotDisturbEachOther() {
    int before = received();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sends =
          IntStream.range(0, 20)
              .mapToObj(i -> threads.submit(() -> sink().send(shipment(accepting(), ordinary()))))
              .toList();

      assertThat(sends)
          .allSatisfy(
              send -> assertThat(send.get().outcome()).isInstanceOf(Outcome.Delivered.class));
    }
    assertThat(received()).isEqualTo(before + 20);
  }

  /** Settings that choose a sink this way and are the usual ones otherwise. */
  static Settings settings(SinkChoice choice) {
    return new Settings(
        "example",
        "",
        true,
        choice,
        new CloudEventsDialect(),
        Filter.ALL,
        RetryPolicy.STANDARD,
        Limits.DEFAULT);
  }

  /** The first attempt to send an event to a subscription with this choice. */
  static Shipment shipment(SinkChoice choice, Event event) {
    return shipment(settings(choice), event);
  }

  /** The first attempt to send an event to a subscription with these settings. */
  static Shipment shipment(Settings settings, Event event) {
    var at = Instant.parse("2026-03-04T05:06:07.89Z");
    return new Shipment(
        new DeliveryId("0195c3a0-0000-7000-8000-00000000000d"),
        1,
        11,
        at,
        event,
        recorded(event, at),
        new Subscription(
            new SubscriptionId("0195c3a0-0000-7000-8000-00000000000e"),
            5,
            OrganizationId.DEFAULT,
            settings,
            Health.GOOD,
            at,
            at),
        false);
  }

  /** The event as it would be kept. */
  private static RecordedEvent recorded(Event event, Instant at) {
    var document = Bytes.utf8("{\"type\":\"" + event.type() + "\"}");
    var dialect = event.source().dialect();
    return new RecordedEvent(event.id(), 7, OrganizationId.DEFAULT, dialect, document, at);
  }

  /** An event as it happens every day. */
  static Event ordinary() {
    return event("environment.deploy", EventStatus.SUCCEEDED, Details.NONE);
  }

  /** An event of a type that nobody documents, full of text that is hard on receivers. */
  static Event peculiar() {
    var text = "<!channel> & ${x} {{7*7}} \u202E \u001B[2J \uD83D\uDE80 \uD800 '\"\\ ".repeat(50);
    var data = JsonObject.writing().put(text, text).done();
    var details =
        new Details(
            Optional.empty(),
            Optional.of(text),
            Optional.empty(),
            Optional.of(text),
            Optional.of(text.repeat(20)),
            data);
    return event("odd.thing.happened", EventStatus.FAILED, details);
  }

  private static Event event(String type, EventStatus status, Details details) {
    return new Event(
        new EventId("evt-31"),
        new EventType(type),
        status,
        Times.at(Instant.parse("2026-03-04T05:06:07Z")),
        Scope.NOWHERE,
        details,
        Source.ofNative(JsonObject.writing().put("type", type).done()));
  }

  private void isInformative(Problem problem) {
    var pointers = sink().spec().options().stream().map(o -> "/" + o.name()).toList();
    assertThat(problem.code()).matches("[a-z][a-z0-9_]*");
    assertThat(problem.detail()).isNotBlank();
    assertThat(pointers).anyMatch(problem.pointer()::startsWith);
  }

  private static List<String> secretsOf(SinkChoice choice) {
    var secrets = new ArrayList<String>();
    choice.secrets().signing().map(Secret::reveal).ifPresent(secrets::add);
    choice.secrets().retiring().map(r -> r.secret().reveal()).ifPresent(secrets::add);
    choice.secrets().others().values().stream().map(Secret::reveal).forEach(secrets::add);
    secrets.add("\0 no secret at all"); // AssertJ wants at least one
    return secrets;
  }

  private static String everythingIn(Exchange exchange) {
    var request = exchange.request();
    var said = Stream.of(request.method(), request.url(), request.body().text());
    var sent = request.headers().stream().map(Header::toString);
    var answered = exchange.response().stream().flatMap(SinkContract::everythingIn);
    var failed = exchange.failure().stream().map(f -> f.code() + f.detail());
    return Stream.of(said, sent, answered, failed).flatMap(s -> s).toList().toString();
  }

  private static Stream<String> everythingIn(Response response) {
    return Stream.concat(
        Stream.of(response.body().text()), response.headers().stream().map(Header::toString));
  }
}
