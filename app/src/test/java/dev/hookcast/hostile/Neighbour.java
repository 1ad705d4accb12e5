package dev.hookcast.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The one that keeps out of the quarrel: a receiver that has to get its events all the same. */
final class Neighbour implements AutoCloseable {
  /** Where it lives. Nothing else has to be open for it. */
  static final String ADDRESS = "127.0.0.77";

  private final HttpServer server;
  private final Set<String> received = ConcurrentHashMap.newKeySet();

  Neighbour() throws IOException {
    server = HttpServer.create(new InetSocketAddress(ADDRESS, 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        call -> {
          var body = new String(call.getRequestBody().readAllBytes(), UTF_8);
          if (call.getRequestURI().getPath().equals("/good")) {
            received.add(body);
          }
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    server.start();
  }

  /** A URL that is in order and takes whatever comes. */
  String url() {
    return "http://" + ADDRESS + ":" + server.getAddress().getPort() + "/";
  }

  /**
   * Publishes a good event and waits until it has come.
   *
   * @return how long that took
   */
  Duration served(String id, Consumer<String> publish, Duration patience) {
    long start = System.nanoTime();
    publish.accept("{\"id\":\"" + id + "\",\"type\":\"neighbour.event\"}");
    while (System.nanoTime() - start < patience.toNanos()) {
      if (received.removeIf(body -> body.contains("\"" + id + "\""))) {
        return Duration.ofNanos(System.nanoTime() - start);
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the good event " + id + " hasn't come within " + patience);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
