package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.event.Cause;
import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Environment;
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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformshDialectTest implements PlatformContract, SigningContract {
  private static final String JWS_HEAD = "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19";
  private final Dialect platformsh = new PlatformshDialect();

  @Override
  public Dialect dialect() {
    return platformsh;
  }

  @Override
  public List<String> documented() {
    return List.of(
        "project.modify.title",
        "project.create",
        "project.domain.create",
        "project.domain.delete",
        "project.domain.update",
        "environment.access.add",
        "environment.access.remove",
        "environment.backup",
        "environment.restore",
        "environment.push",
        "environment.branch",
        "environment.activate",
        "environment.initialize",
        "environment.deactivate",
        "environment.synchronize",
        "environment.merge",
        "environment.delete",
        "environment.route.create",
        "environment.route.delete",
        "environment.route.update",
        "environment.variable.create",
        "environment.variable.delete",
        "environment.variable.update",
        "environment.update.http_access",
        "environment.update.smtp",
        "environment.update.restrict_robots",
        "environment.subscription.update",
        "environment.redeploy",
        "environment.backup.delete",
        "environment.certificate.renewal",
        "environment.cron",
        "environment.domain.create",
        "environment.domain.delete",
        "environment.domain.update",
        "environment.merge-pr",
        "environment.operation",
        "environment.pause",
        "environment.resume",
        "environment.source-operation",
        "environment_type.access.create",
        "environment_type.access.delete",
        "environment_type.access.update",
        "integration.bitbucket.fetch",
        "integration.bitbucket.register_hooks",
        "integration.bitbucket_server.fetch",
        "integration.bitbucket_server.register_hooks",
        "integration.github.fetch",
        "integration.gitlab.fetch",
        "integration.health.email",
        "integration.health.pagerduty",
        "integration.health.slack",
        "integration.health.webhook",
        "integration.script",
        "integration.webhook",
        "maintenance.upgrade",
        "project.clear_build_cache",
        "project.metrics.disable",
        "project.metrics.enable",
        "project.metrics.update",
        "project.variable.create",
        "project.variable.delete",
        "project.variable.update",
        "environment.resources.update");
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public JsonObject wrong() {
    return TestJson.object(
        """
        {"id":7,"type":"","project":null,"state":"finished","result":true,"created_at":"today",
         "completed_at":5,"environments":["main",{}],"log":[],"payload":"none"}
        """);
  }

  @Override
  public List<String> pointers() {
    return List.of(
        "/id",
        "/type",
        "/project",
        "/state",
        "/result",
        "/created_at",
        "/completed_at",
        "/environments/1",
        "/log",
        "/payload");
  }

  @Override
  public JsonObject called(String word, JsonObject document) {
    return document.with("type", Json.of(word));
  }

  @Override
  public Set<String> alwaysThere() {
    return Set.of("environments", "payload");
  }

  @Override
  public Secret usable() {
    return new Secret("clé partagée");
  }

  @Override
  public Secret unusable() {
    return new Secret("");
  }

  @ParameterizedTest
  @CsvSource({
    "complete, success, SUCCEEDED",
    "complete, failure, FAILED",
    "complete, odd, FAILED",
    "complete, , FAILED",
    "in_progress, , STARTED",
    "pending, success, STARTED",
    "scheduled, , STARTED",
    "staged, , STARTED",
    "cancelled, failure, CANCELLED",
    ", success, SUCCEEDED",
    ", failure, FAILED",
    ", , STARTED",
  })
  void stateAndResultTellTheStatus(String state, String result, EventStatus status) {
    var document = activity("environment.push");
    document = state == null ? document : document.with("state", Json.of(state));
    document = result == null ? document : document.with("result", Json.of(result));
    assertThat(parse(document).status()).isEqualTo(status);
  }

  @Test
  void anActivityThatSaysWhenItEndedButNotItsStateIsComplete() {
    var document =
        activity("environment.push").with("completed_at", Json.of("2026-03-14T09:00:00Z"));
    assertThat(parse(document).status()).isEqualTo(EventStatus.FAILED);
    assertThat(named(parse(document)).state()).contains("complete");
  }

  @Test
  void oneActivityIsOneEventInEachState() {
    var document = activity("environment.push").with("state", Json.of("pending"));
    var source = parse(document).source();
    assertThat(source.externalId()).contains("act-1");
    assertThat(source.idempotencyKey()).contains("prj-1\nact-1\npending");
  }

  @Test
  void theFilterSeesTheDocumentsOwnStateAndResult() {
    var document =
        activity("environment.branch")
            .with("state", Json.of("staged"))
            .with("result", Json.of("odd"));
    assertThat(named(parse(document)))
        .isEqualTo(
            new Naming.Named(
                "environment.branch", List.of(), Optional.of("staged"), Optional.of("odd"), false));
  }

  @ParameterizedTest
  @CsvSource({
    "STARTED, in_progress, ",
    "SUCCEEDED, complete, success",
    "FAILED, complete, failure",
    "CANCELLED, cancelled, ",
  })
  void theFilterSeesTheStateAndResultThatWouldBeSent(
      EventStatus status, String state, String result) {
    var event = EventExamples.of(EventType.DEPLOY, status);
    assertThat(named(event).state()).contains(state);
    assertThat(named(event).result()).isEqualTo(Optional.ofNullable(result));
    var sent = platformsh.render(event, RECIPIENT);
    assertThat(sent.text("state")).contains(state);
    assertThat(sent.text("result")).isEqualTo(Optional.ofNullable(result));
  }

  @ParameterizedTest
  @ValueSource(strings = {"project.create", "integration.webhook"})
  void someActivitiesAreTakenButNeverSent(String type) {
    var why = new Naming.Unnamed("platformsh never sends " + type);
    assertThat(platformsh.name(parse(activity(type)))).isEqualTo(why);
    assertThat(platformsh.name(natively("{\"type\":\"%s\"}".formatted(type)))).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    "push, environment.push",
    "promotion, environment.redeploy",
    "rollback, environment.redeploy",
    "redeploy, environment.redeploy",
    ", environment.redeploy",
  })
  void theCauseOfADeploymentChoosesTheWord(String cause, String word) {
    var deployment = cause == null ? "{}" : "{\"cause\":\"%s\"}".formatted(cause);
    var event =
        natively(
            """
            {"type":"environment.deploy","deployment":%s,"scope":{"project":{"id":"p"}}}\
            """
                .formatted(deployment));
    assertThat(named(event).word()).isEqualTo(word);
    assertThat(platformsh.render(event, RECIPIENT).text("type")).contains(word);
  }

  @ParameterizedTest
  @CsvSource({
    "environment.push, environment.deploy, PUSH",
    "environment.redeploy, environment.deploy, REDEPLOY",
    "environment.merge, environment.merge, ",
    "environment.domain.create, environment.domain.create, ",
    "environment.merge-pr, environment.merge-pr, ",
    "environment_type.access.update, environment_type.access.update, ",
    "integration.bitbucket_server.register_hooks, integration.bitbucket_server.register_hooks, ",
    "Cron, event.cron, ",
  })
  void readsEveryType(String word, String type, Cause cause) {
    var event = parse(activity(word));
    assertThat(event.type()).isEqualTo(new EventType(type));
    assertThat(event.details().deployment().flatMap(Deployment::cause))
        .isEqualTo(Optional.ofNullable(cause));
  }

  @Test
  void aProjectIsEssential() {
    assertThat(platformsh.name(natively("{\"type\":\"environment.backup\"}")))
        .isEqualTo(new Naming.Unnamed("lacks project.id"));
    assertThat(platformsh.name(natively("{\"type\":\"member.create\"}")))
        .isEqualTo(new Naming.Unnamed("platformsh has no word for member.create"));
  }

  @Test
  void theLastKnownTimeIsWhenItHappened() {
    var document = activity("environment.push");
    assertThat(parse(document).times().occurredAt()).isEqualTo(ARRIVAL.at());
    for (var name : List.of("created_at", "started_at", "completed_at")) {
      var at = "2026-03-14T09:26:0%d.000001+00:00".formatted(name.length() - 9);
      document = document.with(name, Json.of(at));
      assertThat(parse(document).times().occurredAt()).isEqualTo(Instant.parse(at));
    }
  }

  @Test
  void thePayloadDescribesTheEnvironmentThatItNames() {
    var document =
        activity("environment.push")
            .with("environments", JsonArray.ofTexts(List.of("other", "main")))
            .with(
                "payload",
                TestJson.object(
                    """
                    {"environment":{"id":"main","name":"Main","machine_name":"main-x","type":"production"}}
                    """));
    assertThat(parse(document).scope().environments())
        .containsExactly(
            Environment.ofId("other"),
            new Environment(
                Optional.of("main"),
                Optional.of("Main"),
                Optional.of("production"),
                Optional.of("main-x")));
  }

  @Test
  void aDescriptionWithoutAnIdIsFoundByItsName() {
    var document =
        activity("environment.push")
            .with("environments", JsonArray.ofTexts(List.of("main")))
            .with(
                "payload", TestJson.object("{\"environment\":{\"name\":\"main\",\"type\":\"t\"}}"));
    assertThat(parse(document).scope().environment().orElseThrow().type()).contains("t");
  }

  @Test
  void typesOfEnvironmentsAreWrittenInLowerCase() {
    var sent = platformsh.render(EventExamples.of(EventType.DEPLOY), RECIPIENT);
    assertThat(sent.object("payload").object("environment").text("type")).contains("production");
  }

  @Test
  void anEnvironmentThatIsNotInvolvedIsNotMadeUp() {
    var payload = TestJson.object("{\"environment\":{\"id\":\"main\"}}");
    var document = activity("project.modify.title").with("payload", payload);
    assertThat(parse(document).scope().environments()).isEmpty();
    assertThat(
            parse(document.with("environments", new JsonArray(List.of()))).scope().environments())
        .isEmpty();
  }

  @Test
  void theLiveAddressIsTheFirstRouteToAnApplication() {
    var payload =
        TestJson.object(
            """
            {"deployment":{"routes":{"http://a/":{"type":"redirect"},"odd":"text",
             "https://b/":{"type":"upstream"},"https://c/":{"type":"upstream"}}}}
            """);
    var event = parse(activity("environment.activate").with("payload", payload));
    assertThat(event.details().deployment().flatMap(Deployment::url)).contains("https://b/");
  }

  @Test
  void aReasonForFailureIsTheLogWhereThereIsNoOther() {
    var failed =
        natively(
            """
            {"type":"environment.merge","status":"failed","message":"conflict",
             "scope":{"project":{"id":"p"}}}\
            """);
    assertThat(platformsh.render(failed, RECIPIENT).text("log")).contains("conflict");
  }

  @Test
  void signsAsTheExampleOfRfc7797() {
    var key =
        Base64.getUrlDecoder()
            .decode(
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
    assertThat(PlatformshDialect.detachedJws(key, "$.02".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(JWS_HEAD + "..A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY");
  }

  @Test
  void signsTheRawBodyWithTheKeysUtf8BytesAndTheCurrentSecretOnly()
      throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(usable().reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((JWS_HEAD + ".").getBytes(StandardCharsets.US_ASCII));
    var signature = Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(BODY));
    assertThat(platformsh.sign(List.of(usable(), new Secret("former")), DELIVERY, AT, BODY))
        .containsExactly(new Header("X-JWS-Signature", JWS_HEAD + ".." + signature));
  }

  @Test
  void anyWordCanBeTheTypeButItMustBeShortEnough() {
    var refusal =
        catchThrowableOfType(
            InvalidInput.class, () -> parse(activity("environment." + "x".repeat(200))));
    assertThat(refusal.problems()).extracting(Problem::pointer).containsExactly("/type");
  }

  private static JsonObject activity(String type) {
    return JsonObject.writing().put("id", "act-1").put("type", type).put("project", "prj-1").done();
  }

  private Event parse(JsonObject document) {
    return platformsh.parse(document, ARRIVAL);
  }

  private Naming.Named named(Event event) {
    return (Naming.Named) platformsh.name(event);
  }

  private static Event natively(String document) {
    return EventJson.read(EventJson.filled(TestJson.object(document), ARRIVAL));
  }
}
