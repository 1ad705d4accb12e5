package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.OptionSpec.Kind;
import dev.hookcast.core.spi.Payload;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.TestJson;
import dev.hookcast.core.subscription.Health;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Secrets.Part;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriptionJsonTest {
  private final TestJson json = new TestJson();
  private final SubscriptionJson form =
      new SubscriptionJson(Dialects.all(), Sinks.of(List.of(new EveryOptionSink())));

  @Test
  void onlyWhatIsRequiredHasToBeGiven() {
    var settings = read("{\"options\":{\"url\":\"u\"}}");

    assertThat(settings.enabled()).isTrue();
    assertThat(settings.sink().kind()).isEqualTo("webhook");
    assertThat(settings.dialect().name()).isEqualTo("cloudevents");
    assertThat(settings.retry()).isEqualTo(RetryPolicy.STANDARD);
    assertThat(settings.limits().concurrency()).isEqualTo(10);
  }

  @Test
  void statesThatAreNotMentionedAreTheDialectsUsualOnes() {
    var platformsh = "{\"dialect\":\"platformsh\",\"options\":{\"url\":\"u\"}%s}";

    assertThat(read(platformsh.formatted("")).filter().states()).containsExactly("complete");
    assertThat(read(platformsh.formatted(",\"filter\":{\"events\":[\"*\"]}")).filter().states())
        .containsExactly("complete");
    assertThat(read(platformsh.formatted(",\"filter\":{\"states\":[]}")).filter().states())
        .isEmpty();
    assertThat(read("{\"options\":{\"url\":\"u\"}}").filter().states()).isEmpty();
  }

  @Test
  void whatIsLeftOutIsAsTheSinkHasItOrElseTheDialect() {
    var once = new RetryPolicy(List.of(Duration.ofSeconds(7)), 0);
    var usual = new SinkSpec.Usual(Optional.of(once), new Limits(2, Optional.of(1.0)));
    var spec = new SinkSpec("webhook", false, List.of(), usual);
    var own = new SubscriptionJson(Dialects.all(), Sinks.of(List.of(new EveryOptionSink(spec))));
    var given = TestJson.object("{\"retry\":{\"jitter\":0.5},\"limits\":{\"concurrency\":3}}");
    var unlimited = TestJson.object("{\"limits\":{\"per_second\":null}}");

    var nothing = own.read(JsonObject.EMPTY, Optional.empty());
    assertThat(nothing.retry()).isEqualTo(once);
    assertThat(nothing.limits()).isEqualTo(usual.limits());
    var some = own.read(given, Optional.empty());
    assertThat(some.retry()).isEqualTo(new RetryPolicy(once.schedule(), 0.5));
    assertThat(some.limits()).isEqualTo(new Limits(3, Optional.of(1.0)));
    assertThat(own.read(unlimited, Optional.empty()).limits().perSecond()).isEmpty();
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"dialect":"klingon","enabled":"yes","colour":"red",
                     "options":{"url":7,"size":1,"headers":{"a":1}},
                     "filter":{"statuses":["odd"],"projects":["a*b"]},
                     "retry":{"schedule":["PT0.01S","soon"]},"limits":{"concurrency":0}}
                    """))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::pointer)
                    .containsExactlyInAnyOrder(
                        "/dialect",
                        "/enabled",
                        "/colour",
                        "/options/url",
                        "/options/headers/a",
                        "/options/size",
                        "/filter/statuses/0",
                        "/filter/projects/0",
                        "/retry/schedule/1",
                        "/retry/schedule/0",
                        "/limits/concurrency"));
  }

  @Test
  void anUnknownSinkListsTheKnownOnes() {
    assertThatThrownBy(() -> read("{\"sink\":\"pigeon\"}"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.problems().getFirst().detail()).contains("webhook"));
  }

  @Test
  void secretsGoInAndNeverComeOut() {
    var settings =
        read(
            "{\"options\":{\"url\":\"u\",\"secret\":\"s3\",\"pin\":\"p4\",\"headers\":{\"X-A\":\"h5\"}}}");
    var shown = json.write(form.write(settings)).text();

    assertThat(settings.sink().secrets().signing()).contains(new Secret("s3"));
    assertThat(shown)
        .doesNotContain("s3", "p4", "h5")
        .contains("\"pin\":\"***\"", "\"X-A\":\"***\"");
    assertThat(settings.toString()).doesNotContain("s3", "p4", "h5");
  }

  @Test
  void whatIsWrittenReadsAsTheSameAgain() {
    var settings =
        read(
            """
            {"name":"n","description":"d","enabled":false,"dialect":"convox",
             "options":{"url":"u","secret":"s3","pin":"p4","on":true,"wait":"PT3S","headers":{"X-A":"h5"}},
             "filter":{"events":["build.create"],"projects":["a*"],"environments":["x"]},
             "retry":{"schedule":["PT1S"],"jitter":0.5},"limits":{"concurrency":3,"per_second":1.5}}
            """);
    var again = form.read(form.write(settings), Optional.of(subscription(settings)));

    assertThat(again).isEqualTo(settings);
  }

  @Test
  void anotherSecretEndsTheOverlapOfARotationAndTheSameOneDoesNot() {
    var given = "{\"options\":{\"url\":\"u\",\"secret\":\"%s\"}}";
    var settings = read(given.formatted("s3"));
    var rotated =
        settings.sink().secrets().rotatedTo(new Secret("s4"), Instant.EPOCH, Duration.ofDays(1));
    var current = Optional.of(subscription(settings.with(rotated)));

    assertThat(form.read(object(given.formatted("s4")), current).sink().secrets())
        .isEqualTo(rotated);
    assertThat(
            form.read(object(given.formatted("s5")), current)
                .sink()
                .secrets()
                .signingAt(Instant.EPOCH))
        .containsExactly(new Secret("s5"));
  }

  @Test
  void starsWithNoSecretToKeepAreRefused() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"options":{"url":"u","secret":"***","pin":"***","headers":{"X-A":"***","X-B":"b"}}}
                    """))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::pointer, Problem::code)
                    .containsExactlyInAnyOrder(
                        tuple("/options/secret", "nothing_to_keep"),
                        tuple("/options/pin", "nothing_to_keep"),
                        tuple("/options/headers/X-A", "nothing_to_keep")));
  }

  @Test
  void whatCanNotBeReadStaysSoUntilAnotherIsGiven() {
    var current = subscription(unreadable("{\"options\":{\"url\":\"u\"}}"));
    var shown = form.write(current.settings());

    assertThat(json.write(shown.object("options")).text())
        .contains("\"pin\":\"***\"", "\"headers\":{\"***\":\"***\"}");
    assertThat(form.read(shown, Optional.of(current))).isEqualTo(current.settings());
    var signed = object("{\"options\":{\"url\":\"u\",\"secret\":\"s3\",\"pin\":\"***\"}}");
    assertThat(form.read(signed, Optional.of(current)).sink().secrets().unreadable())
        .containsExactly(Part.OTHERS);
    var opened = object("{\"options\":{\"url\":\"u\",\"secret\":\"***\",\"pin\":\"p4\"}}");
    assertThat(form.read(opened, Optional.of(current)).sink().secrets().unreadable())
        .containsExactlyInAnyOrder(Part.SIGNING, Part.RETIRING);
  }

  @Test
  void someCanNotBeKeptUnreadBesideNewOnes() {
    var current = subscription(unreadable("{\"options\":{\"url\":\"u\"}}"));
    var mixed =
        object("{\"options\":{\"url\":\"u\",\"pin\":\"p4\",\"headers\":{\"***\":\"***\"}}}");

    assertThatThrownBy(() -> form.read(mixed, Optional.of(current)))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::pointer, Problem::code)
                    .containsExactly(tuple("/options/headers/***", "nothing_to_keep")));
  }

  private Settings unreadable(String text) {
    var secrets =
        new Secrets(Optional.empty(), Optional.empty(), Map.of(), EnumSet.allOf(Part.class));
    return read(text).with(secrets);
  }

  private Settings read(String text) {
    return form.read(object(text), Optional.empty());
  }

  private JsonObject object(String text) {
    return (JsonObject) json.read(Bytes.utf8(text));
  }

  private static Subscription subscription(Settings settings) {
    return new Subscription(
        new SubscriptionId("s"),
        1,
        OrganizationId.DEFAULT,
        settings,
        Health.GOOD,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  /** A sink with an option of each kind. */
  private record EveryOptionSink(SinkSpec spec) implements Sink {
    EveryOptionSink() {
      this(
          new SinkSpec(
              "webhook",
              true,
              List.of(
                  new OptionSpec("url", Kind.TEXT, true, "Where to."),
                  new OptionSpec("on", Kind.BOOLEAN, false, "Whether."),
                  new OptionSpec("wait", Kind.DURATION, false, "How long."),
                  new OptionSpec("secret", Kind.SIGNING_SECRET, false, "What signs."),
                  new OptionSpec("pin", Kind.SECRET, false, "What opens."),
                  new OptionSpec("headers", Kind.SECRETS, false, "What goes along."))));
    }

    @Override
    public List<Problem> check(Settings settings) {
      return List.of();
    }

    @Override
    public Optional<String> destination(Settings settings) {
      return Optional.empty();
    }

    @Override
    public Payload preview(Shipment shipment) {
      throw new IllegalStateException("nothing is shown here");
    }

    @Override
    public Receipt send(Shipment shipment) {
      throw new IllegalStateException("nothing is sent here");
    }
  }
}
