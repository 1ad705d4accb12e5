package dev.hookcast.app.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Loop loop = loop();
  private final Receiver receiver = new Receiver(loop);

  @AfterEach
  void close() throws IOException {
    receiver.close();
    loop.close();
  }

  @Test
  void everyRequestOnAConnectionIsAnsweredAndCounted() throws IOException {
    try (var connection = connect(0)) {
      assertThat(exchange(connection, request(1))).isEqualTo(ANSWER);
      assertThat(exchange(connection, request(2))).isEqualTo(ANSWER);
    }
    assertThat(receiver.arrivals()).isEqualTo(2);
  }

  @Test
  void theTimeThatAnEventCarriesIsHandedOn() throws IOException {
    var seen = new CopyOnWriteArrayList<Long>();
    receiver.observe(seen::add);
    try (var connection = connect(0)) {
      exchange(connection, request(77_000_000_123L));
      exchange(connection, "POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}");
    }
    assertThat(seen).containsExactly(77_000_000_123L, -1L);
  }

  @Test
  void aRequestThatComesByteByByteIsOneRequest() throws IOException {
    try (var connection = connect(0)) {
      for (byte one : request(5).getBytes(ISO_8859_1)) {
        connection.getOutputStream().write(one);
      }
      assertThat(answer(connection)).isEqualTo(ANSWER);
    }
    assertThat(receiver.arrivals()).isEqualTo(1);
  }

  @Test
  void requestsThatComeTogetherAreSeveral() throws IOException {
    try (var connection = connect(0)) {
      connection.getOutputStream().write(request(5).repeat(9).getBytes(ISO_8859_1));
      await().until(() -> receiver.arrivals() == 9);
    }
  }

  @Test
  void aLongRequestIsReadWhole() throws IOException {
    var body = "x".repeat(300_000);
    var request = "POST / HTTP/1.1\r\nCONTENT-LENGTH:" + body.length() + "\r\n\r\n" + body;
    try (var connection = connect(0)) {
      assertThat(exchange(connection, request(1))).isEqualTo(ANSWER);
      assertThat(exchange(connection, request)).isEqualTo(ANSWER);
      assertThat(exchange(connection, request(1))).isEqualTo(ANSWER);
    }
    assertThat(receiver.arrivals()).isEqualTo(3);
  }

  @Test
  void aRequestThatDoesNotSayHowLongItIsEndsTheConnection() throws IOException {
    try (var connection = connect(0)) {
      connection.getOutputStream().write("POST / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(connection.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void endpointsOutOfTheCountAnswerAllTheSame() throws IOException {
    receiver.sicken(1, 0);
    try (var out = connect(0);
        var in = connect(1)) {
      assertThat(exchange(out, request(1))).isEqualTo(ANSWER);
      assertThat(receiver.arrivals()).isZero();
      exchange(in, request(1));
      assertThat(receiver.arrivals()).isEqualTo(1);
    }
  }

  @Test
  void anEndpointThatHangsDoesNotAnswerSoonAndHoldsUpNobody() throws IOException {
    receiver.sicken(1, 1);
    try (var hanging = connect(0);
        var well = connect(1)) {
      hanging.getOutputStream().write(request(1).getBytes(ISO_8859_1));
      exchange(well, request(1));
      assertThat(exchange(well, request(1))).isEqualTo(ANSWER);
      assertThat(hanging.getInputStream().available()).isZero();
    }
  }

  @Test
  void endpointsKeepTheirAddresses() throws IOException {
    List<String> few = receiver.urls(2);
    assertThat(receiver.urls(5)).startsWith(few.toArray(String[]::new)).doesNotHaveDuplicates();
  }

  private Socket connect(int endpoint) throws IOException {
    var url = URI.create(receiver.urls(endpoint + 1).get(endpoint));
    return new Socket(url.getHost(), url.getPort());
  }

  private static String exchange(Socket connection, String request) throws IOException {
    connection.getOutputStream().write(request.getBytes(ISO_8859_1));
    return answer(connection);
  }

  private static String answer(Socket connection) throws IOException {
    return new String(connection.getInputStream().readNBytes(ANSWER.length()), ISO_8859_1);
  }

  private static String request(long sent) {
    var body = "{\"data\":{\"sent\":\"" + sent + "\"}}";
    return "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static Loop loop() {
    try {
      return new Loop(Thread::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
