package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.TestJson;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsDialectTest implements SigningContract {
  private final Dialect cloudevents = new CloudEventsDialect();

  @Override
  public Dialect dialect() {
    return cloudevents;
  }

  @Override
  public List<String> documented() {
    return EventCatalogue.all().stream().map(EventType::value).toList();
  }

  @Override
  public String contentType() {
    return "application/cloudevents+json";
  }

  @Override
  public JsonObject wrong() {
    return TestJson.object(
        """
        {"specversion":"0.3","id":"","source":5,"type":null,"status":"fine","time":"now","data":1}
        """);
  }

  @Override
  public List<String> pointers() {
    return List.of("/specversion", "/id", "/source", "/type", "/status", "/time");
  }

  @Override
  public JsonObject called(String word, JsonObject document) {
    return document.with("type", Json.of(word));
  }

  @Override
  public Secret usable() {
    return new Secret("whsec_" + "QUJD".repeat(8));
  }

  @Override
  public Secret unusable() {
    return new Secret("whsec_QUJD");
  }

  @ParameterizedTest
  @CsvSource({
    "environment.deploy, environment.deploy",
    "Com.Example/Sub.made, com.example-sub.made",
    "order_created, event.order_created",
    "a..b, a.-.b",
    "., -.-",
  })
  void takesAnyTextAsAType(String type, String read) {
    assertThat(parse(event(type, "null")).type()).isEqualTo(new EventType(read));
  }

  @Test
  void callsAnEventByTheTypeThatItCameWith() {
    assertThat(cloudevents.name(parse(event("Order_Created", "null"))))
        .isEqualTo(Naming.of("Order_Created"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\"",
        "[1]",
        "5",
        "{\"scope\":\"here\"}",
        "{\"anything\":1.0}",
        "{\"occurred_at\":\"noon\"}",
      })
  void carriesTheWholeDocumentWhenItsDataIsNoEventOfOurs(String data) {
    var document = event("environment.deploy", data);
    var event = parse(document);
    assertThat(event.details().data())
        .isEqualTo(JsonObject.writing().put("cloudevents", document).done());
    assertThat(event.times().occurredAt()).isEqualTo(ARRIVAL.at());
  }

  @Test
  void carriesDataInBase64() {
    var document = event("environment.deploy", "null").without("data");
    var binary = document.with("data_base64", Json.of("AAEC"));
    assertThat(parse(binary).details().data().object("cloudevents")).isEqualTo(binary);
    assertThat(parse(document).details().data()).isEqualTo(JsonObject.EMPTY);
  }

  @Test
  void understandsDataInOurOwnForm() {
    var event =
        parse(
            event(
                "environment.deploy",
                """
                {"occurred_at":"2026-03-14T09:00:00Z","scope":{"rack":"harbour"},"message":"m"}\
                """));
    assertThat(event.times().occurredAt()).isEqualTo(Instant.parse("2026-03-14T09:00:00Z"));
    assertThat(event.scope().rack()).contains("harbour");
    assertThat(event.details().message()).contains("m");
  }

  @Test
  void theEnvelopesTimeAndStatusAreTheEvents() {
    var document =
        event("environment.deploy", "{\"occurred_at\":\"2026-03-14T09:00:00Z\"}")
            .with("time", Json.of("2026-03-14T08:00:00+01:00"))
            .with("status", Json.of("failed"));
    assertThat(parse(document).times().occurredAt())
        .isEqualTo(Instant.parse("2026-03-14T07:00:00Z"));
    assertThat(parse(document).status()).isEqualTo(EventStatus.FAILED);
  }

  @Test
  void theDataSaysHowFarItHadComeIfTheEnvelopeDoesNot() {
    assertThat(parse(event("a.b", "{\"status\":\"cancelled\"}")).status())
        .isEqualTo(EventStatus.CANCELLED);
    assertThat(parse(event("a.b", "{\"status\":\"green\"}")).status())
        .isEqualTo(EventStatus.SUCCEEDED);
  }

  @Test
  void sourceAndIdMakeTwoDocumentsTheSameEvent() {
    var source = parse(event("a.b", "null")).source();
    assertThat(source.externalId()).contains("e-1");
    assertThat(source.idempotencyKey()).contains("urn:ci\ne-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          {"project":{"id":"p","name":"Shop"},"environment":{"id":"e"},"application":{"name":"a"}} | Shop/e/a
          {"application":{"id":"7"}}                                                               | 7
          {"rack":"harbour"}                                                                       | none
          """)
  void theSubjectIsThePlaceAsFarAsItIsKnown(String scope, String subject) {
    var document = "{\"type\":\"a.b\",\"scope\":%s}".formatted(scope);
    var event = EventJson.read(EventJson.filled(TestJson.object(document), ARRIVAL));
    var sent = cloudevents.render(event, RECIPIENT);
    assertThat(sent.text("subject").orElse(null)).isEqualTo(subject);
    assertThat(sent.text("source")).contains("/organizations/default");
  }

  @Test
  void signsAsStandardWebhooks() {
    var signature = StandardWebhooks.signature(List.of(usable()), DELIVERY, AT, BODY);
    assertThat(cloudevents.sign(List.of(usable()), DELIVERY, AT, BODY))
        .containsExactly(new Header("webhook-signature", signature));
  }

  @Test
  void alwaysHasASecretToSignWith() {
    assertThat(cloudevents.freshSecret(new Random(1))).isPresent();
  }

  private static JsonObject event(String type, String data) {
    return JsonObject.writing()
        .put("specversion", "1.0")
        .put("id", "e-1")
        .put("source", "urn:ci")
        .put("type", type)
        .put("data", TestJson.parse(data))
        .done();
  }

  private Event parse(JsonObject document) {
    return cloudevents.parse(document, ARRIVAL);
  }
}
