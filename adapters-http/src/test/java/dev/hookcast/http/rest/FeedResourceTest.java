package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.LiveBody;
import dev.hookcast.http.server.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedResourceTest {
  private static final String STREAM = "/v1/organizations/default/stream";
  private static final String OWN = "/v1/organizations/{org}/own";

  private static final String QUICK = "/v1/organizations/{org}/quick";

  private final Endless endless = new Endless();
  private final TestServer api =
      new TestServer(
          Route.of("GET", OWN, TokenScope.DELIVERIES_READ, c -> Answer.live(endless)),
          Route.of("GET", QUICK, TokenScope.DELIVERIES_READ, this::quick));
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void eventsAndAttemptsAreToldAsTheyCome() throws Exception {
    var id = api.subscribe("\"name\":\"till\",\"retry\":{\"schedule\":[\"PT1M\"],\"jitter\":0}");
    api.sink.recording.answer(new Outcome.Retry("busy", Optional.empty()));
    try (var reader = new Reader(STREAM)) {
      assertThat(reader.response.statusCode()).isEqualTo(200);
      assertThat(reader.response.headers().firstValue("content-type"))
          .contains("text/event-stream");
      assertThat(reader.response.headers().firstValue("cache-control")).contains("no-store");
      var published =
          api.post(EVENTS, "{\"type\":\"build.create\",\"scope\":{\"project\":{\"name\":\"p\"}}}");
      reader.await("event: event", 1);
      api.deliver();
      reader.await("event: attempt", 1);

      var told = reader.data();
      var event = told.getFirst();
      assertThat(event.without("occurred_at"))
          .isEqualTo(
              api.parsed(
                  """
                  {"kind":"event","id":"%s","type":"build.create","status":"succeeded",
                   "scope":{"project":{"name":"p"}},"matched":1}
                  """
                      .formatted(published.text("id"))));
      var delivery = published.objects("deliveries").getFirst().text("id").orElseThrow();
      assertThat(told.getLast())
          .isEqualTo(
              api.parsed(
                  """
                  {"kind":"attempt","delivery_id":"%s","subscription_id":"%s",
                   "subscription_name":"till","event_id":"%s","event_type":"build.create",
                   "number":1,"at":"2026-04-02T08:00:00Z","trigger":"automatic","duration_ms":0,
                   "outcome":"retry","status":null,"error":null,"state":"waiting",
                   "next_attempt_at":"2026-04-02T08:01:00Z"}
                  """
                      .formatted(delivery, id, published.text("id"))));
    }
  }

  @Test
  void silenceIsBrokenByHeartbeats() throws Exception {
    try (var reader = new Reader(path(QUICK))) {
      reader.await(":", 5);
      assertThat(reader.data()).isEmpty();
    }
  }

  @Test
  void aReaderThatDoesNotReadLosesTheOldestAndHoldsUpNobody() throws Exception {
    var event = large();
    int told = 3_000;
    try (var socket = connect()) {
      for (int i = 0; i < told; i++) {
        api.hookcast.feed().accepted(OrganizationId.DEFAULT, event, i);
      }
      var reading = CompletableFuture.supplyAsync(() -> all(socket));
      var last = "\"matched\":" + (told - 1) + "}";
      api.hookcast.feed().accepted(OrganizationId.DEFAULT, event, told);
      await().until(() -> reading.isDone() || seen.stream().anyMatch(l -> l.endsWith(last)));
      api.server.stop();
      reading.get(30, TimeUnit.SECONDS);

      assertThat(seen).contains("event: dropped");
      long dropped = data(seen, "dropped").mapToLong(d -> d.integer("count").orElseThrow()).sum();
      assertThat(data(seen, "event").count() + dropped).isEqualTo(told + 1L);
    }
  }

  @Test
  void stoppingTheServerEndsTheStreamCleanly() throws Exception {
    try (var reader = new Reader(STREAM)) {
      api.server.stop();

      // A body that was cut off would fail instead.
      assertThat(reader.end.get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void stoppingDoesNotWaitForAReaderThatDoesNotRead() throws Exception {
    var event = large();
    try (var socket = connect()) {
      for (int i = 0; i < 3_000; i++) {
        api.hookcast.feed().accepted(OrganizationId.DEFAULT, event, i);
      }
      var stopped = CompletableFuture.runAsync(api.server::stop);

      // Well below the time that requests under way are given.
      stopped.get(7, TimeUnit.SECONDS);
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void whenTheReaderLeavesTheBodyIsClosed() throws Exception {
    new Reader(path(OWN)).close();

    await().until(() -> endless.closed);
  }

  @Test
  void aTokenThatEndsEndsItsStreams() throws Exception {
    try (var reader = new Reader(STREAM)) {
      api.hookcast.feed().accepted(OrganizationId.DEFAULT, event("before"), 0);
      reader.await("event: event", 1);
      api.revoked = true;
      api.clock.advance(Duration.ofSeconds(1));
      api.hookcast.feed().accepted(OrganizationId.DEFAULT, event("after"), 0);

      assertThat(reader.end.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(reader.data()).hasSize(1);
    }
  }

  @Test
  void itTakesTheScopeForDeliveries() {
    api.send(api.bare(STREAM)).isProblem(401, "unauthorized");
    api.send(api.bare(STREAM).header("Authorization", "Bearer reader"))
        .isProblem(403, "insufficient_scope");
    api.send(api.bare(STREAM).header("Authorization", "Bearer foreigner"))
        .isProblem(404, "not_found");
    api.get(STREAM + "?type=a.b").isProblem(400, "unknown_parameter");
  }

  @Test
  void askingForTheHeadAloneEndsAtOnce() {
    var got = api.send(api.request(path(OWN)).HEAD());

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("content-type")).startsWith("text/event-stream");
    assertThat(endless.closed).isTrue();
  }

  private Answer quick(Call call) {
    return new FeedResource(api.hookcast.feed(), Duration.ofMillis(5)).stream(call);
  }

  private static String path(String route) {
    return route.replace("{org}", "default");
  }

  private boolean all(Socket socket) {
    try {
      new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .lines()
          .forEach(seen::add);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<JsonObject> data(List<String> lines, String name) {
    return IntStream.range(0, lines.size() - 1)
        .filter(i -> lines.get(i).equals("event: " + name))
        .mapToObj(i -> (JsonObject) api.parsed(lines.get(i + 1).substring("data: ".length())));
  }

  /** A connection with room for little that has begun to watch and reads no further. */
  private Socket connect() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(8 * 1_024);
    socket.connect(new InetSocketAddress("127.0.0.1", api.server.port()));
    socket
        .getOutputStream()
        .write(
            ("GET "
                    + STREAM
                    + " HTTP/1.0\r\nAuthorization: Bearer "
                    + TestServer.TOKEN
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    var begun = new StringBuilder();
    while (!begun.toString().endsWith("\r\n\r\n:\n\n")) {
      begun.append((char) socket.getInputStream().read());
    }
    return socket;
  }

  /** More of these than fit into all buffers on the way are soon told. */
  private Event large() {
    return event("x".repeat(20_000));
  }

  private Event event(String project) {
    return EventJson.read(
        (JsonObject)
            api.parsed(
                """
                {"id":"e1","type":"a.b","status":"failed","occurred_at":"2026-01-01T00:00:00Z",
                 "scope":{"project":{"name":"%s"}}}
                """
                    .formatted(project)));
  }

  /** A body that tells of nothing without end. */
  private static final class Endless implements LiveBody {
    volatile boolean closed;

    @Override
    public Optional<Piece> next() {
      return closed ? Optional.empty() : Optional.of(new Piece.Heartbeat());
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Somebody who reads a stream, line by line. */
  private final class Reader implements AutoCloseable {
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    final HttpResponse<Stream<String>> response;
    final CompletableFuture<Boolean> end;

    Reader(String path) throws Exception {
      response = client.send(api.request(path).build(), BodyHandlers.ofLines());
      end = CompletableFuture.supplyAsync(this::read);
      await(":", 1);
    }

    private boolean read() {
      response.body().forEach(lines::add);
      return true;
    }

    void await(String line, int times) {
      org.awaitility.Awaitility.await()
          .until(() -> lines.stream().filter(line::equals).count() >= times);
    }

    List<JsonObject> data() {
      return lines.stream()
          .filter(line -> line.startsWith("data: "))
          .map(line -> (JsonObject) api.parsed(line.substring("data: ".length())))
          .toList();
    }

    @Override
    public void close() {
      response.body().close();
      client.shutdownNow();
    }
  }
}
