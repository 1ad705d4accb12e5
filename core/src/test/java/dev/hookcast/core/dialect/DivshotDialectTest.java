package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Next;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.event.Cause;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.TestJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivshotDialectTest implements PlatformContract {
  private final Dialect divshot = new DivshotDialect();

  @Override
  public Dialect dialect() {
    return divshot;
  }

  @Override
  public List<String> documented() {
    return List.of("release");
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public JsonObject wrong() {
    return TestJson.object(
        """
        {"event":"released","data":{"app":{"id":7,"name":[]},"release":{
          "env":{},"author":1,"timestamp":"2026-03-14T09:26:12Z","rollback":true,"source_env":2,
          "version":"27","source":3,"url":4,"permanent_url":5}}}
        """);
  }

  @Override
  public List<String> pointers() {
    return List.of(
        "/event",
        "/data/app/id",
        "/data/app/name",
        "/data/release/env",
        "/data/release/author",
        "/data/release/timestamp",
        "/data/release/rollback",
        "/data/release/source_env",
        "/data/release/version",
        "/data/release/source",
        "/data/release/url",
        "/data/release/permanent_url");
  }

  @Override
  public JsonObject called(String word, JsonObject document) {
    return document.with("event", Json.of(word));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"rollback\":false', PUSH, ",
    "'\"rollback\":false,\"source_env\":null', PUSH, ",
    "'\"rollback\":false,\"source_env\":\"staging\"', PROMOTION, ",
    "'\"rollback\":24', ROLLBACK, 24",
    "'\"rollback\":0', ROLLBACK, 0",
    "'\"rollback\":24,\"source_env\":\"staging\"', ROLLBACK, 24",
    "'\"version\":3', , ",
    "'\"version\":3,\"rollback\":null', , ",
  })
  void aReleaseIsAPushUnlessItSaysWhatElse(String members, Cause cause, Long rolledBackTo) {
    var deployment = release(members).details().deployment().orElseThrow();
    assertThat(deployment.cause()).isEqualTo(Optional.ofNullable(cause));
    assertThat(deployment.rolledBackTo()).isEqualTo(Optional.ofNullable(rolledBackTo));
  }

  @Test
  void ofAReleaseWithoutMembersNothingIsKnown() {
    assertThat(release("").details().deployment()).isEmpty();
    assertThat(release("").times().occurredAt()).isEqualTo(ARRIVAL.at());
    assertThat(release("").scope().environments()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 1970-01-01T00:00:00Z", "253402300799, 9999-12-31T23:59:59Z"})
  void timesAreWholeSeconds(long seconds, Instant time) {
    assertThat(release("\"timestamp\":" + seconds).times().occurredAt()).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "253402300800", "1773480372000", "1.5", "9223372036854775807", "\"1\""})
  void aTimeThatIsNoneIsRefused(String timestamp) {
    assertThat(refused("\"timestamp\":" + timestamp)).containsExactly("/data/release/timestamp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "\"false\"", "1.5", "[]", "18446744073709551616"})
  void aRollbackIsFalseOrAVersion(String rollback) {
    assertThat(refused("\"rollback\":" + rollback)).containsExactly("/data/release/rollback");
  }

  @Test
  void whatWasSentIsKeptWhetherTheSourceIsMissingOrNull() {
    for (var members : List.of("", "\"source_env\":null", "\"source_env\":\"staging\"")) {
      var event = release(members);
      assertThat(divshot.render(event, RECIPIENT)).isEqualTo(event.source().document());
    }
  }

  @Test
  void aSecondsFractionIsDropped() {
    var sent = divshot.render(EventExamples.of(EventType.DEPLOY), RECIPIENT);
    assertThat(sent.object("data").object("release").get("timestamp"))
        .contains(Json.of(Instant.parse("2026-03-14T09:27:48Z").getEpochSecond()));
  }

  @ParameterizedTest
  @CsvSource({"STARTED,started", "FAILED,failed", "CANCELLED,cancelled"})
  void onlyAReleaseThatWentOutIsTold(EventStatus status, String word) {
    assertThat(divshot.name(EventExamples.of(EventType.DEPLOY, status)))
        .isEqualTo(new Naming.Unnamed("divshot has no word for environment.deploy " + word));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"name\":\"a\"}', '{\"name\":\"main\"}', '{}', lacks deployment.version",
    "'{\"name\":\"a\"}', '{\"type\":\"PRODUCTION\"}', '{}', lacks environment.name",
    "'{\"id\":\"a\"}', '{\"name\":\"main\"}', '{}', lacks application.name",
    "'{\"name\":\"a\"}', '{\"id\":\"main\"}', '{\"version\":1,\"cause\":\"rollback\"}', lacks"
        + " deployment.rolled_back_to",
    "'{\"name\":\"a\"}', '{\"id\":\"main\"}', '{\"version\":1,\"cause\":\"promotion\"}', lacks"
        + " deployment.source_environment",
  })
  void saysWhatIsLacking(String app, String environment, String deployment, String why) {
    var event =
        natively(
            """
            {"type":"environment.deploy","scope":{"application":%s,"environment":%s},
             "deployment":%s}\
            """
                .formatted(app, environment, deployment));
    assertThat(divshot.name(event)).isEqualTo(new Naming.Unnamed(why));
  }

  @Test
  void signsNothingAndHasNoUseForASecret() {
    assertThat(divshot.sign(List.of(new Secret("x")), DELIVERY, AT, BODY)).isEmpty();
    assertThat(divshot.objection(new Secret("hush-hush-hush")).orElseThrow())
        .endsWith(".")
        .doesNotContain("hush");
    assertThat(divshot.objection(new Secret(""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 210, 226, 299, 301, 304, 400, 404, 410, 500})
  void whateverIsNot20xIsTriedAgain(int status) {
    assertThat(divshot.terms().judge(status, Optional.empty())).isInstanceOf(Outcome.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 209})
  void a20xIsSuccess(int status) {
    assertThat(divshot.terms().judge(status, Optional.empty()))
        .isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void fiveMoreAttemptsFollowAfterTheSameWaitsEachTime() {
    var retry = divshot.terms().retry();
    var gone = divshot.terms().judge(410, Optional.empty());
    var waits = new ArrayList<Duration>();
    while (retry.next(gone, waits.size(), AT, new Random(waits.size())) instanceof Next.Again a) {
      waits.add(Duration.between(AT, a.at()));
    }
    assertThat(waits)
        .extracting(Duration::toString)
        .containsExactly("PT5S", "PT5M", "PT30M", "PT2H", "PT5H");
    assertThat(retry.next(gone, 5, AT, new Random(5))).isInstanceOf(Next.GiveUp.class);
  }

  @Test
  void theSchemaAllowsEitherFormOfARollback() {
    for (var rollback : List.of("false", "24")) {
      assertThat(schemaProblems("\"rollback\":" + rollback)).isEmpty();
    }
    assertThat(schemaProblems("\"rollback\":true")).isNotEmpty();
    assertThat(schemaProblems("\"source_env\":null")).isEmpty();
  }

  private List<String> schemaProblems(String members) {
    return SchemaCheck.problems(divshot.schema("release"), document(members));
  }

  private List<String> refused(String members) {
    var refusal = catchThrowableOfType(InvalidInput.class, () -> release(members));
    return refusal.problems().stream().map(Problem::pointer).toList();
  }

  private Event release(String members) {
    return divshot.parse(document(members), ARRIVAL);
  }

  private static JsonObject document(String members) {
    return TestJson.object("{\"event\":\"release\",\"data\":{\"release\":{" + members + "}}}");
  }

  private static Event natively(String document) {
    return EventJson.read(EventJson.filled(TestJson.object(document), ARRIVAL));
  }

  @Test
  void hasNoSecretToReplace() {
    assertThat(dialect().nextSecret(Optional.empty(), new Random(3))).isEmpty();
  }
}
