package dev.hookcast.app.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookcast.app.bench.load.Traffic.EventSize;
import dev.hookcast.app.bench.load.Traffic.Shape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A load on something that answers as it is told to, and passes everything on at once. */
class LoadTest {
  private static final String HEAD = "POST / HTTP/1.1\r\nHost: here\r\n";

  private Loop loop;
  private Receiver receiver;
  private ServerSocket service;
  private volatile int status = 202;

  @BeforeEach
  void open() throws IOException {
    loop = new Loop(Thread::new);
    receiver = new Receiver(loop);
    service = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Thread.startVirtualThread(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    service.close();
    receiver.close();
    loop.close();
  }

  @Test
  void aClosedPacePublishesAsSoonAsSomethingHasArrived() throws IOException {
    try (var load = start(new Pace.Closed(2, 2))) {
      await().until(() -> receiver.arrivals() > 100);
      assertThat(load.failure()).isEmpty();
      assertThat(load.answers().percentile(50)).isNotNegative();
    }
  }

  @Test
  void everyArrivalIsTimedAndNoneIsLostAtTheEnd() throws IOException {
    Histogram latencies;
    long before;
    try (var load = start(new Pace.Open(2, 2_000))) {
      await().until(() -> receiver.arrivals() > 50);
      latencies = load.latencies();
      before = receiver.arrivals();
      await().until(() -> receiver.arrivals() > before + 100);
    }
    // What arrived between the two lines that fetch them may be in one and not in the other.
    assertThat(latencies.count()).isBetween(100L, receiver.arrivals() - before + 10);
    assertThat(latencies.percentile(99)).isPositive();
  }

  @Test
  void aServiceThatRefusesIsAFailure() throws IOException {
    status = 503;
    try (var load = start(new Pace.Closed(1, 1))) {
      await().until(() -> load.failure().isPresent());
      assertThat(load.failure()).hasValue("publishing was answered with status 503");
    }
  }

  private Load start(Pace pace) throws IOException {
    var address = URI.create("http://127.0.0.1:" + service.getLocalPort());
    var form = new Publication.Form(HEAD, new EventSize(200, 1), 0);
    var traffic = new Traffic(address, form, new Shape(1, 1));
    return Load.start(traffic, pace, receiver, loop, Thread::startVirtualThread);
  }

  private void serve() {
    try {
      while (true) {
        var connection = service.accept();
        Thread.startVirtualThread(() -> serve(connection));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket connection) {
    var to = URI.create(urls());
    try (connection;
        var onward = new Socket(to.getHost(), to.getPort())) {
      var size = new Publication(new Publication.Form(HEAD, new EventSize(200, 1), 0));
      int length = size.request().remaining();
      while (true) {
        var request = connection.getInputStream().readNBytes(length);
        if (request.length < length) {
          return;
        }
        onward.getOutputStream().write(request);
        onward
            .getInputStream()
            .readNBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".length());
        var answer = "HTTP/1.1 " + status + " Well\r\nContent-Length: 0\r\n\r\n";
        connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private String urls() {
    try {
      return receiver.urls(1).getFirst();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
