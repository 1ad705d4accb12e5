package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.TestJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QoveryDialectTest implements PlatformContract, SigningContract {
  private final Dialect qovery = new QoveryDialect();

  @Override
  public Dialect dialect() {
    return qovery;
  }

  @Override
  public List<String> documented() {
    return List.of(
        "DEPLOYMENT_STARTED",
        "DEPLOYMENT_CANCELLED",
        "DEPLOYMENT_SUCCESSFUL",
        "DEPLOYMENT_FAILURE");
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public JsonObject wrong() {
    return TestJson.object(
        """
        {"event_type":"DEPLOYMENT_FAILED","created_at":"today","payload_type":1,"payload_id":2,
         "payload":[]}
        """);
  }

  @Override
  public List<String> pointers() {
    return List.of("/event_type", "/created_at", "/payload_type", "/payload_id", "/payload");
  }

  @Override
  public JsonObject called(String word, JsonObject document) {
    return document.with("event_type", Json.of(word));
  }

  @Override
  public Secret usable() {
    return new Secret("~!clear");
  }

  @Override
  public Secret unusable() {
    return new Secret("sch\u00f6n");
  }

  @ParameterizedTest
  @CsvSource({
    "STARTED, DEPLOYMENT_STARTED, DEPLOYING",
    "CANCELLED, DEPLOYMENT_CANCELLED, CANCELED",
    "SUCCEEDED, DEPLOYMENT_SUCCESSFUL, DEPLOYED",
    "FAILED, DEPLOYMENT_FAILURE, DEPLOYMENT_ERROR",
  })
  void everyStatusHasItsWordAndItsState(EventStatus status, String word, String state) {
    var event = EventExamples.of(EventType.DEPLOY, status);
    assertThat(qovery.name(event)).isEqualTo(Naming.of(word));
    var payload = qovery.render(event, RECIPIENT).object("payload");
    assertThat(payload.text("current_status")).contains(state);
    assertThat(payload.text("desired_status")).contains("DEPLOYED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DEPLOYMENT_FAILED",
        "DEPLOYMENT_SUCCEEDED",
        "DEPLOYMENT_CANCELED",
        "deployment_started",
        ""
      })
  void wordsThatOnlyLookAlikeAreRefused(String word) {
    var document = JsonObject.writing().put("event_type", word).done();
    var refusal = catchThrowableOfType(InvalidInput.class, () -> qovery.parse(document, ARRIVAL));
    assertThat(refusal.problems()).extracting(Problem::pointer).containsExactly("/event_type");
    assertThat(refusal.problems()).extracting(Problem::code).containsExactly("unknown_event");
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "promotion", "rollback", "redeploy"})
  void whyItWasDeployedMakesNoDifference(String cause) {
    var event =
        natively("{\"type\":\"environment.deploy\",\"deployment\":{\"cause\":\"" + cause + "\"}}");
    assertThat(qovery.name(event)).isEqualTo(Naming.of("DEPLOYMENT_SUCCESSFUL"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"environment.delete", "environment.deactivate", "application.create"})
  void nothingButADeploymentIsTold(String type) {
    assertThat(qovery.name(EventExamples.of(new EventType(type))))
        .isEqualTo(new Naming.Unnamed("qovery has no word for " + type));
  }

  @Test
  void aPayloadAndItsWordAreOneEvent() {
    var started = parse("DEPLOYMENT_STARTED", "\"payload_id\":\"p-1\"");
    assertThat(started.source().externalId()).contains("p-1");
    assertThat(started.source().idempotencyKey()).contains("p-1\nDEPLOYMENT_STARTED");
    var ended = parse("DEPLOYMENT_FAILURE", "\"payload_id\":\"p-1\"");
    assertThat(ended.source().idempotencyKey()).contains("p-1\nDEPLOYMENT_FAILURE");
    var nameless = parse("DEPLOYMENT_FAILURE", "\"payload_id\":\"\"");
    assertThat(nameless.source().idempotencyKey()).isEmpty();
    assertThat(nameless.source().externalId()).isEmpty();
  }

  @Test
  void whatWentWrongStandsInTheLogs() {
    var event =
        natively(
            """
            {"type":"environment.deploy","status":"failed","log":"one\\ntwo\\n","message":"why"}\
            """);
    assertThat(qovery.render(event, RECIPIENT).object("payload").array("logs"))
        .isEqualTo(JsonArray.ofTexts(List.of("one", "two", "why")));
  }

  @Test
  void theCurrentSecretIsSentInClearUnderBothNames() {
    assertThat(qovery.sign(List.of(usable(), new Secret("former")), DELIVERY, AT, BODY))
        .containsExactly(
            new Header("Qovery-Signature", "~!clear"), new Header("Qovery-Secret", "~!clear"));
    assertThat(qovery.sign(List.of(new Secret("")), DELIVERY, AT, BODY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" lead", "in side", "trail\t", "new\nline", "\u007f", "\u0000"})
  void aSecretIsVisibleAscii(String text) {
    assertThat(qovery.objection(new Secret(text))).isPresent();
  }

  @Test
  void aSecretFitsIntoAHeader() {
    assertThat(qovery.objection(new Secret("x".repeat(4_096)))).isEmpty();
    assertThat(qovery.objection(new Secret("x".repeat(4_097)))).isPresent();
    assertThat(qovery.objection(new Secret(""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BUILDING",
        "BUILD_ERROR",
        "CANCELED",
        "CANCELING",
        "DELETED",
        "DELETE_ERROR",
        "DELETE_QUEUED",
        "DELETING",
        "DEPLOYED",
        "DEPLOYING",
        "DEPLOYMENT_ERROR",
        "DEPLOYMENT_QUEUED",
        "EXECUTING",
        "QUEUED",
        "READY",
        "RECAP",
        "RESTARTED",
        "RESTARTING",
        "RESTART_ERROR",
        "RESTART_QUEUED",
        "STOPPED",
        "STOPPING",
        "STOP_ERROR",
        "STOP_QUEUED",
        "UNAVAILABLE",
        "WAITING_DELETING",
        "WAITING_RESTARTING",
        "WAITING_RUNNING",
        "WAITING_STOPPING",
        "a state of tomorrow",
      })
  void everyStateIsCarriedWhateverTheWord(String state) {
    for (var word : qovery.words()) {
      var payload =
          "\"payload\":{\"current_status\":\"%1$s\",\"desired_status\":\"%1$s\"}".formatted(state);
      var event = parse(word, payload);
      var sent = qovery.render(event, RECIPIENT);
      assertThat(sent).isEqualTo(event.source().document());
      assertThat(SchemaCheck.problems(qovery.schema(word), sent)).isEmpty();
      assertThat(qovery.name(event)).isEqualTo(Naming.of(word));
    }
  }

  private Event parse(String word, String members) {
    return qovery.parse(
        TestJson.object("{\"event_type\":\"" + word + "\"," + members + "}"), ARRIVAL);
  }

  private static Event natively(String document) {
    return EventJson.read(EventJson.filled(TestJson.object(document), ARRIVAL));
  }
}
