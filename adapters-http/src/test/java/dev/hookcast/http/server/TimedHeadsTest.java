package dev.hookcast.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimedHeadsTest {
  private static final Duration PATIENCE = Duration.ofMillis(600);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n";

  private final Server server = new Server();
  private final ServerConnector connector =
      new ServerConnector(server, new TimedHeads(new HttpConfiguration(), PATIENCE));

  @BeforeEach
  void start() throws Exception {
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            var body = Content.Source.asString(request);
            Content.Sink.write(response, true, "got " + body.length(), callback);
            return true;
          }
        });
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET / HTTP/1.1\r\n", GET, GET + "X-Slow: ", "\r\n"})
  void aHeadThatTricklesInIsCutOff(String start) throws IOException {
    try (var socket = new Socket("127.0.0.1", connector.getLocalPort())) {
      write(socket, start);
      trickle(socket, start.equals("\r\n") ? "\r\n" : "x");
    }
  }

  @Test
  void aHeadThatTricklesInBehindARequestIsCutOffToo() throws IOException {
    try (var socket = new Socket("127.0.0.1", connector.getLocalPort())) {
      write(socket, GET + "\r\n");
      assertThat(said(socket)).contains("got 0");
      write(socket, "GE");
      trickle(socket, "T");
    }
  }

  @Test
  void aHeadInPiecesWithinTheTimeIsReadAndItsBodyMayTakeLonger() throws IOException {
    try (var socket = new Socket("127.0.0.1", connector.getLocalPort())) {
      write(socket, "POST / HT");
      pause();
      write(socket, "TP/1.1\r\nHost: x\r\nContent-Le");
      pause();
      write(socket, "ngth: 40\r\n\r\n");
      for (int i = 0; i < 40; i++) {
        pause();
        write(socket, "b");
      }
      assertThat(said(socket)).contains("got 40");
      write(socket, GET + "\r\n");
      assertThat(said(socket)).contains("got 0");
    }
  }

  @Test
  void connectionsThatRestHoldUpNobody() throws IOException {
    var resting = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 500; i++) {
        resting.add(new Socket("127.0.0.1", connector.getLocalPort()));
        write(resting.getLast(), i % 2 == 0 ? "" : "GET / HT");
      }
      try (var socket = new Socket("127.0.0.1", connector.getLocalPort())) {
        write(socket, GET + "\r\n");
        assertThat(said(socket)).contains("200 OK");
      }
    } finally {
      for (var socket : resting) {
        socket.close();
      }
    }
  }

  /** Goes on until the server has had enough. */
  private static void trickle(Socket socket, String bytes) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(PAUSE)
        .until(
            () -> {
              try {
                write(socket, bytes);
                write(socket, bytes);
                return socket.getInputStream().available() == 0 && ended(socket);
              } catch (IOException e) {
                return true;
              }
            });
  }

  private static boolean ended(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  private static void pause() {
    await().pollDelay(PAUSE).until(() -> true);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String said(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    var in = socket.getInputStream();
    var said = new StringBuilder();
    while (!said.toString().contains("got ") || in.available() > 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      said.append((char) next);
    }
    return said.toString();
  }
}
