package dev.hookcast.http.sink;

import static dev.hookcast.http.sink.Sending.LOOPBACK;
import static dev.hookcast.http.sink.Sending.send;
import static dev.hookcast.http.sink.Sending.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.api.TestHookcast;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.http.sink.RudeServer.Manners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Receivers that promise to keep a connection, and close it when it is used again. */
class WebhookSinkKeptConnectionTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String STALE = "connection_stale";
  private static final int DELIVERIES = 40;

  private final WebhookSink sink = Sending.sink(LOOPBACK);

  static Stream<Arguments> partings() {
    return Stream.of(
        Arguments.of("unread", then(peer -> peer.read(1))),
        Arguments.of(
            "unread, with a reset",
            then(
                peer -> {
                  peer.read(1);
                  peer.reset();
                })),
        Arguments.of("read", then(RudeServer.Peer::request)),
        Arguments.of(
            "read, with a reset",
            then(
                peer -> {
                  peer.request();
                  peer.reset();
                })));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("partings")
  void aKeptConnectionThatEndsUnansweredIsStale(String name, Manners manners) throws IOException {
    try (var server = RudeServer.that(manners)) {
      taken(send(sink, to(server.url())));
      var second = send(sink, to(server.url()));

      assertThat(second.outcome()).isInstanceOf(Outcome.Stale.class);
      assertThat(second.exchange().failure().map(Failure::code)).contains(STALE);
      assertThat(second.exchange().request().headers()).isNotEmpty();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatEndsWithinItsAnswerIsNotStale() throws IOException {
    try (var server =
        RudeServer.that(
            then(
                peer -> {
                  peer.request();
                  peer.say("HTTP/1.1 2");
                }))) {
      taken(send(sink, to(server.url())));
      var second = send(sink, to(server.url()));

      assertThat(second.outcome()).isInstanceOf(Outcome.Retry.class);
      assertThat(second.exchange().failure().map(Failure::code)).contains("connection_reset");
    }
  }

  @Test
  void aKeptConnectionThatHangsIsATimeout() throws IOException {
    try (var server = RudeServer.that(then(RudeServer.Peer::hang))) {
      taken(send(sink, to(server.url())));
      var second = send(sink, Sending.impatiently(server.url()));

      assertThat(second.exchange().failure().map(Failure::code)).contains("timeout");
    }
  }

  @Test
  void aFreshOneIsNeitherTakenFromTheKeptOnesNorKept() throws IOException {
    try (var server = RudeServer.saying(OK)) {
      taken(send(sink, to(server.url())));
      taken(sink.send(fresh(shipment(to(server.url())))));
      taken(sink.send(fresh(shipment(to(server.url())))));
      assertThat(server.connections()).isEqualTo(3);
      taken(send(sink, to(server.url())));
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("partings")
  void allArrivesThoughNoConnectionLastsForTwo(String name, Manners manners) throws IOException {
    try (var server = RudeServer.that(manners)) {
      var it = new TestHookcast();
      it.sink.answer(shipment -> sink.send(bound(server, shipment)));
      // No retries, and a clock that stands still: whatever counted as a failure would be seen.
      var subscription = it.subscribe("{\"retry\":{\"schedule\":[]}}");
      var entries = new ArrayList<Acceptance.Entry>();
      for (int i = 0; i < DELIVERIES; i++) {
        entries.add(it.publish("{\"type\":\"environment.deploy\",\"id\":\"kept-" + i + "\"}"));
      }
      it.run();

      var deliveries = entries.stream().map(it::delivery).toList();
      assertThat(deliveries).allMatch(each -> each.state() == DeliveryState.DELIVERED);
      var attempts = deliveries.stream().flatMap(each -> each.attempts().stream()).toList();
      assertThat(attempts).hasSize(it.sink.shipments().size());
      assertThat(codes(attempts)).hasSizeGreaterThan(DELIVERIES / 3).containsOnly(STALE);
      assertThat(server.requests()).hasSize(attempts.size() - unread(name, attempts));
      var after = it.hookcast.subscriptions().find(TestHookcast.ORG, subscription.id());
      assertThat(after.orElseThrow().health().failing()).isEmpty();
    }
  }

  private static int unread(String name, List<Attempt> attempts) {
    return name.startsWith("unread") ? codes(attempts).size() : 0;
  }

  private static List<String> codes(List<Attempt> attempts) {
    return attempts.stream()
        .flatMap(attempt -> attempt.exchange().orElseThrow().failure().stream())
        .map(Failure::code)
        .toList();
  }

  /** Answers the first request of a connection, and meets the second like this. */
  private static Manners then(Manners second) {
    return peer -> {
      if (peer.request()) {
        peer.say(OK);
        second.meet(peer);
      }
    };
  }

  private static Shipment shipment(SinkChoice choice) {
    return SinkContract.shipment(choice, SinkContract.ordinary());
  }

  private static Shipment bound(RudeServer server, Shipment shipment) {
    var there = shipment(to(server.url())).subscription();
    return new Shipment(
        shipment.id(),
        shipment.attempt(),
        shipment.logNumber(),
        shipment.at(),
        shipment.event(),
        shipment.recorded(),
        there,
        shipment.fresh());
  }

  private static Shipment fresh(Shipment usual) {
    return new Shipment(
        usual.id(),
        usual.attempt(),
        usual.logNumber(),
        usual.at(),
        usual.event(),
        usual.recorded(),
        usual.subscription(),
        true);
  }

  private static void taken(Receipt receipt) {
    assertThat(receipt.outcome()).as(receipt.toString()).isInstanceOf(Outcome.Delivered.class);
    assertThat(receipt.exchange().failure()).isEqualTo(Optional.empty());
  }
}
