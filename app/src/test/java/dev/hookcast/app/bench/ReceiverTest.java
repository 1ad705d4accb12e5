package dev.hookcast.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookcast.app.bench.Plan.EventSize;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
  private static final EventSize SIZE = new EventSize(200, 1);

  private final Receiver receiver = new Receiver(Thread::startVirtualThread);

  @AfterEach
  void close() throws IOException {
    receiver.close();
  }

  @Test
  void everyRequestOnAConnectionIsAnsweredAndCounted() throws IOException {
    try (var connection = connect(0)) {
      assertThat(connection.exchange(request(1))).isEqualTo(200);
      assertThat(connection.exchange(request(2))).isEqualTo(200);
    }
    assertThat(receiver.arrivals()).isEqualTo(2);
  }

  @Test
  void theTimeThatAnEventCarriesIsHandedOn() throws IOException {
    var seen = new CopyOnWriteArrayList<Long>();
    receiver.observe(seen::add);
    try (var connection = connect(0)) {
      connection.exchange(request(77_000_000_123L));
    }
    assertThat(seen).containsExactly(77_000_000_123L);
  }

  @Test
  void aRequestThatComesByteByByteIsOneRequest() throws IOException {
    try (var socket = new Socket("127.0.0.1", port(0))) {
      for (byte one : request(5)) {
        socket.getOutputStream().write(one);
        socket.getOutputStream().flush();
      }
      var answer = new String(socket.getInputStream().readNBytes(40), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nok");
    }
  }

  @Test
  void requestsThatComeTogetherAreSeveral() throws IOException {
    try (var socket = new Socket("127.0.0.1", port(0))) {
      var twice = new String(request(5), ISO_8859_1).repeat(2);
      socket.getOutputStream().write(twice.getBytes(ISO_8859_1));
      await().until(() -> receiver.arrivals() == 2);
    }
  }

  @Test
  void endpointsThatAreSickAreNotCounted() throws IOException {
    receiver.sicken(1, false);
    try (var sick = connect(0);
        var well = connect(1)) {
      assertThat(sick.exchange(request(1))).isEqualTo(200);
      assertThat(receiver.arrivals()).isZero();
      well.exchange(request(1));
      assertThat(receiver.arrivals()).isEqualTo(1);
    }
  }

  @Test
  void endpointsKeepTheirAddresses() throws IOException {
    List<String> few = receiver.urls(2);
    assertThat(receiver.urls(5)).startsWith(few.toArray(String[]::new)).doesNotHaveDuplicates();
  }

  private Connection connect(int endpoint) throws IOException {
    return new Connection(URI.create(receiver.urls(endpoint + 1).get(endpoint)));
  }

  private int port(int endpoint) throws IOException {
    return URI.create(receiver.urls(endpoint + 1).get(endpoint)).getPort();
  }

  private static byte[] request(long sent) {
    return new Publication("POST / HTTP/1.1\r\nHost: here\r\n", SIZE).with(0, 0, sent);
  }
}
