package dev.hookcast.app.receivers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookcast.app.receivers.Receiving.Received;
import dev.hookcast.app.wiring.Stage;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A receiver written for each platform gets what it always got, from the whole service. */
class ReceiversTest {
  private static final List<Receiver> RECEIVERS =
      List.of(
          new ConvoxReceiver("9f3c11d27ab04e5588aa61c07d2be4f3"),
          new DivshotReceiver("k-71d0"),
          new QoveryReceiver("quay-side-5"),
          new PlatformshReceiver("clé du quai"),
          new HorizonReceiver("harbour-12"),
          new CloudEventsReceiver("whsec_aGFyYm91ci1hbmQtcXVheS1zaWRlLWtleS0x"));

  @TempDir Path data;

  static List<Receiver> receivers() {
    return RECEIVERS;
  }

  @Test
  void everyExampleOfEveryTypeIsAcceptedByAllWhoseDialectCanSayIt() throws Exception {
    var examples = examples();
    try (var stage = new Stage(data);
        var receiving = new Receiving(RECEIVERS)) {
      RECEIVERS.forEach(receiver -> subscribe(stage, receiving, receiver));
      stage.publish(new JsonArray(List.copyOf(examples)));

      for (var receiver : RECEIVERS) {
        var sayable = sayable(receiver.dialect(), examples);
        await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () ->
                    receiving.received(receiver.dialect()).size() + receiving.refused().size()
                        >= sayable);
        assertThat(receiving.refused()).isEmpty();
        assertThat(receiving.received(receiver.dialect())).hasSize((int) sayable);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("receivers")
  void whatItsPlatformPublishesReachesItAsTheSameDocument(Receiver receiver) throws Exception {
    var published = Payloads.of(receiver.dialect());
    try (var stage = new Stage(data);
        var receiving = new Receiving(List.of(receiver))) {
      subscribe(stage, receiving, receiver);
      for (var payload : published) {
        stage.post("/events?dialect=" + receiver.dialect(), payload);
      }

      await().until(() -> receiving.received(receiver.dialect()).size() >= published.size());
      assertThat(receiving.received(receiver.dialect()).stream().map(this::withoutNumbers))
          .containsExactlyInAnyOrderElementsOf(
              published.stream().map(ReceiversTest::tree).map(this::withoutNumbers).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("receivers")
  void aForgedRequestIsSeenThrough(Receiver receiver) throws Exception {
    try (var stage = new Stage(data);
        var receiving = new Receiving(List.of(receiver))) {
      subscribe(stage, receiving, receiver);
      stage.post(
          "/events?dialect=" + receiver.dialect(), Payloads.of(receiver.dialect()).getFirst());
      await().until(() -> !receiving.received(receiver.dialect()).isEmpty());

      var headers = receiving.received(receiver.dialect()).getFirst().headers();
      var bare = Map.of("content-type", headers.get("content-type"));
      assertThat(refuses(receiver, bare, "{}")).isTrue();
      assertThat(refuses(receiver, headers, "{\"forged\":1}"))
          .isEqualTo(signsTheBody(receiver.dialect()));
    }
  }

  /** The others only show that they know a secret. */
  private static boolean signsTheBody(String dialect) {
    return List.of("convox", "platformsh", "cloudevents").contains(dialect);
  }

  private static boolean refuses(Receiver receiver, Map<String, String> headers, String body) {
    try {
      return !receiver.genuine(headers, body.getBytes(UTF_8));
    } catch (RuntimeException e) {
      return true;
    }
  }

  private static void subscribe(Stage stage, Receiving receiving, Receiver receiver) {
    var states = receiver.dialect().equals("platformsh") ? "\"*\"" : "";
    var answer =
        stage.post(
            "/subscriptions",
            """
            {"dialect":"%s","options":{"url":"%s",%s},"filter":{"states":[%s],
             "statuses":["started","succeeded","failed","cancelled"]}}\
            """
                .formatted(
                    receiver.dialect(), receiving.url(receiver), receiver.options(), states));
    assertThat(answer.text("id")).as("%s", answer).isPresent();
  }

  /** Every known type in every status, each with an id of its own. */
  private static List<JsonObject> examples() {
    return EventCatalogue.all().stream()
        .flatMap(type -> Stream.of(EventStatus.values()).map(status -> example(type, status)))
        .toList();
  }

  private static JsonObject example(EventType type, EventStatus status) {
    var id = type.value().replace('.', '-') + "-" + status.word();
    return EventJson.write(EventExamples.of(type, status)).with("id", Json.of(id));
  }

  private static long sayable(String name, List<JsonObject> examples) {
    Dialect dialect = Dialects.all().named(name).orElseThrow();
    Stream<Event> events = examples.stream().map(EventJson::read);
    return events.filter(e -> dialect.name(e) instanceof Naming.Named).count();
  }

  private JsonNode withoutNumbers(Received received) {
    return withoutNumbers(received.payload());
  }

  /** Horizon tells each receiver the number of its webhook and of the entry in its log. */
  private JsonNode withoutNumbers(JsonNode payload) {
    return payload.has("eventType")
        ? ((ObjectNode) payload.deepCopy()).without(List.of("id", "webhookID"))
        : payload;
  }

  private static JsonNode tree(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
