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
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.TestJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvoxDialectTest implements PlatformContract, SigningContract {
  private static final String KEY = "00ff10203040506070809a0b0c0d0e0f";
  private final Dialect convox = new ConvoxDialect();

  @Override
  public Dialect dialect() {
    return convox;
  }

  @Override
  public List<String> documented() {
    return List.of(
        "app:create",
        "app:delete",
        "build:create",
        "release:promote",
        "release:create",
        "service:create",
        "service:delete",
        "system:update",
        "release:scale",
        "build:copy",
        "rack:capacity",
        "rack:converge",
        "build:import-image:start",
        "build:import-image:done",
        "app:promote:completed",
        "app:promote:errored",
        "app:promote:cancelled",
        "release:autoscale-disabled",
        "release:manifest-advisory",
        "release:prometheus-skipped",
        "release:imperative-patch-note",
        "app:budget:set",
        "app:budget:reset",
        "app:budget:clear",
        "app:budget:threshold",
        "app:budget:cap",
        "app:budget:breaker-cleared",
        "app:budget:per-service-truncated",
        "app:scale-override:toggled",
        "app:scale-override:honored",
        "app:triggers-override:toggled",
        "app:triggers-override:threshold-set",
        "app:budget:auto-shutdown:armed",
        "app:budget:auto-shutdown:fired",
        "app:budget:auto-shutdown:cancelled",
        "app:budget:auto-shutdown:restored",
        "app:budget:auto-shutdown:expired",
        "app:budget:auto-shutdown:flap-suppressed",
        "app:budget:auto-shutdown:noop",
        "app:budget:auto-shutdown:failed",
        "app:budget:auto-shutdown:simulated",
        "app:budget:auto-shutdown:dismissed");
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public JsonObject wrong() {
    return TestJson.object(
        """
        {"action":"promote","status":"done","timestamp":"0000-00-00T00:00:00Z","data":["rack"]}
        """);
  }

  @Override
  public List<String> pointers() {
    return List.of("/action", "/status", "/timestamp", "/data");
  }

  @Override
  public JsonObject called(String word, JsonObject document) {
    return document.with("action", Json.of(word));
  }

  @Override
  public Set<String> alwaysThere() {
    return Set.of("data");
  }

  @Override
  public Secret usable() {
    return new Secret(KEY);
  }

  @Override
  public Secret unusable() {
    return new Secret(KEY.substring(2));
  }

  @ParameterizedTest
  @CsvSource({
    "app:create, application.create",
    "app:promote, environment.deploy",
    "rack:update, system.update",
    "rack:capacity, rack.capacity",
    "resource:delete, service.delete",
    "resource:scale, service.scale",
    "app:promote:completed, application.promote.completed",
    "app:budget:auto-shutdown:armed, application.budget.auto-shutdown.armed",
    "release:a:b:c:d, release.a.b.c.d",
    "app:Budget:Auto Shutdown!, application.budget.auto-shutdown-",
    "release:v1.2, release.v1-2",
    "build::done, build.-.done",
  })
  void splitsAnActionOnItsFirstColonOnly(String action, String type) {
    assertThat(parse(action, "success", "{}").type()).isEqualTo(new EventType(type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"promote", ":promote", "app:", ":", ""})
  void anActionNeedsAnObjectAndWhatWasDoneToIt(String action) {
    var refusal = catchThrowableOfType(InvalidInput.class, () -> parse(action, "success", "{}"));
    assertThat(refusal.problems()).extracting(Problem::pointer).containsExactly("/action");
  }

  @ParameterizedTest
  @CsvSource({"success,SUCCEEDED", "error,FAILED", "start,STARTED", "skipped,CANCELLED"})
  void readsTheFourStatuses(String word, EventStatus status) {
    assertThat(parse("app:create", word, "{}").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-14T09:26:12Z, 2026-03-14T09:26:12Z",
    "2026-03-14T09:26:12.000000000Z, 2026-03-14T09:26:12Z",
    "2026-03-14T09:26:12.1Z, 2026-03-14T09:26:12.1Z",
    "2026-03-14T09:26:12.120Z, 2026-03-14T09:26:12.12Z",
    "2026-03-14T09:26:12.00000001Z, 2026-03-14T09:26:12.00000001Z",
    "2026-03-14T09:26:12.987654321Z, 2026-03-14T09:26:12.987654321Z",
    "2026-03-14T10:26:12.5+01:00, 2026-03-14T09:26:12.5Z",
  })
  void keepsNanosecondsAndWritesTimesAsGoDoes(String read, String written) {
    var event = parse("app:create", "success", "{\"name\":\"a\"}", read);
    assertThat(event.times().occurredAt()).isEqualTo(Instant.parse(written));
    assertThat(convox.render(bornElsewhere(event), RECIPIENT).text("timestamp")).contains(written);
  }

  @Test
  void aTimeInTheDataIsTheOneThatCounts() {
    var event = parse("app:create", "success", "{\"timestamp\":\"2026-01-01T00:00:00.5Z\"}");
    assertThat(event.times().occurredAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.5Z"));
    var other = parse("app:create", "success", "{\"timestamp\":\"noon\"}");
    assertThat(other.times().occurredAt()).isEqualTo(Instant.parse("2026-03-14T09:26:12Z"));
  }

  @Test
  void theArrivalStandsInForATimeThatIsMissing() {
    var document = TestJson.object("{\"action\":\"app:create\",\"status\":\"success\"}");
    assertThat(convox.parse(document, ARRIVAL).times().occurredAt()).isEqualTo(ARRIVAL.at());
  }

  @Test
  void theApplicationIsNamedByEitherKey() {
    var page = parse("app:create", "success", "{\"name\":\"checkout\"}");
    var later = parse("app:create", "success", "{\"app\":\"checkout\"}");
    assertThat(page.scope()).isEqualTo(later.scope());
    assertThat(page.scope().application().orElseThrow().name()).contains("checkout");
  }

  @ParameterizedTest
  @CsvSource({"noor.haddad@example.com, true", "system, false"})
  void whoDidItIsAnAddressOrAName(String actor, boolean address) {
    var event = parse("app:budget:set", "success", "{\"actor\":\"" + actor + "\"}");
    assertThat(event.details().actor().orElseThrow().email().isPresent()).isEqualTo(address);
    assertThat(event.details().actor().orElseThrow().label()).contains(actor);
  }

  @Test
  void valuesThatAreNotTextAreCarriedOnly() {
    var event = parse("release:promote", "success", "{\"app\":7,\"id\":null,\"rack\":{}}");
    assertThat(event.scope().application()).isEmpty();
    assertThat(event.scope().rack()).isEmpty();
    assertThat(event.details().deployment()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "app:promote, release:promote",
    "rack:update, system:update",
    "resource:create, service:create",
    "resource:delete, service:delete",
  })
  void aRenamedActionLeavesAsItCameAndAnswersToItsOtherName(String former, String today) {
    assertThat(convox.name(parse(former, "success", "{}")))
        .isInstanceOfSatisfying(
            Naming.Named.class,
            n -> {
              assertThat(n.word()).isEqualTo(former);
              assertThat(n.answersTo(today)).isTrue();
            });
    assertThat(convox.name(parse(today, "success", "{}")))
        .isInstanceOfSatisfying(
            Naming.Named.class,
            n -> {
              assertThat(n.word()).isEqualTo(today);
              assertThat(n.answersTo(former)).isTrue();
            });
  }

  @Test
  void aFilterMayUseEveryNameThatAnActionHasHad() {
    assertThat(convox.aliases())
        .containsExactlyInAnyOrder(
            "app:promote", "rack:update", "resource:create", "resource:delete");
  }

  @Test
  void theBeginningOfADeploymentIsToldOnRequest() {
    assertThat(naming(EventStatus.STARTED)).matches(n -> ((Naming.Named) n).onRequest());
    assertThat(naming(EventStatus.SUCCEEDED)).matches(n -> !((Naming.Named) n).onRequest());
    assertThat(naming(EventStatus.CANCELLED))
        .isEqualTo(new Naming.Unnamed("convox has no word for environment.deploy cancelled"));
  }

  @Test
  void whatARackSaysItselfIsNeverHeldBack() {
    assertThat(convox.name(parse("release:promote", "start", "{}")))
        .matches(n -> !((Naming.Named) n).onRequest());
    assertThat(convox.name(parse("release:promote", "skipped", "{}")))
        .isInstanceOf(Naming.Named.class);
  }

  @ParameterizedTest
  @CsvSource({
    "application.create, lacks application.name",
    "build.create, lacks application.name",
    "release.create, lacks application.name",
    "environment.deploy, lacks application.name",
    "release.scale, lacks application.name",
    "application.budget.cap, lacks application.name",
    "service.create, lacks service.name",
    "service.delete, lacks service.name",
    "environment.backup, convox has no word for environment.backup",
    "planet.turn, convox has no word for planet.turn",
  })
  void saysWhatIsLacking(String type, String why) {
    assertThat(convox.name(natively("{\"type\":\"%s\"}".formatted(type))))
        .isEqualTo(new Naming.Unnamed(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"system.update", "rack.capacity", "rack.converge"})
  void aRackNeedsNoName(String type) {
    var event = natively("{\"type\":\"%s\"}".formatted(type));
    assertThat(convox.name(event)).isInstanceOf(Naming.Named.class);
    assertThat(convox.render(event, RECIPIENT).object("data")).isEqualTo(JsonObject.EMPTY);
  }

  @Test
  void aMessageIsSentWithAnErrorOnly() {
    var deploy =
        """
        {"type":"environment.deploy","status":"%s","message":"why",
         "scope":{"application":{"name":"checkout"}}}\
        """;
    assertThat(convox.render(natively(deploy.formatted("failed")), RECIPIENT).object("data"))
        .isEqualTo(TestJson.object("{\"app\":\"checkout\",\"message\":\"why\"}"));
    assertThat(convox.render(natively(deploy.formatted("succeeded")), RECIPIENT).object("data"))
        .isEqualTo(TestJson.object("{\"app\":\"checkout\"}"));
  }

  @Test
  void signsTheTimeAndTheBodyWithEachKey() {
    var other = new Secret("A0".repeat(32));
    var headers = convox.sign(List.of(usable(), other), DELIVERY, AT, BODY);
    var expected = "t=1773480372,v1=" + hmac(KEY) + ",v1=" + hmac("a0".repeat(32));
    assertThat(headers).containsExactly(new Header("Convox-Signature", expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "zz", "00ff10203040506070809a0b0c0d0e0", "00ff10203040506070809a0b0c0d0e0g"})
  void aSecretIsHexadecimalAndLongEnough(String text) {
    assertThat(convox.objection(new Secret(text))).isPresent();
  }

  private Naming naming(EventStatus status) {
    return convox.name(EventExamples.of(EventType.DEPLOY, status));
  }

  private Event parse(String action, String status, String data) {
    return parse(action, status, data, "2026-03-14T09:26:12Z");
  }

  private Event parse(String action, String status, String data, String timestamp) {
    var document =
        JsonObject.writing()
            .put("action", action)
            .put("status", status)
            .put("timestamp", timestamp)
            .put("data", TestJson.object(data))
            .done();
    return convox.parse(document, ARRIVAL);
  }

  private static Event bornElsewhere(Event event) {
    return EventJson.read(EventJson.write(event));
  }

  private static Event natively(String document) {
    return EventJson.read(EventJson.filled(TestJson.object(document), ARRIVAL));
  }

  private static String hmac(String hexKey) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(hexKey), "HmacSHA256"));
      var signed = "1773480372." + new String(BODY, StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
