package dev.hookcast.app.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Header;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A receiver of webhooks on this machine that keeps what it gets. It reads the socket itself, so
 * that a request is shown as it was sent and not as an HTTP library would tidy it up.
 */
final class Receiver implements AutoCloseable {
  private static final int OK = 200;
  private static final int BROKEN = 500;
  private static final int PATIENCE_SECONDS = 10;

  private final ServerSocket socket;
  private final Executor executor;
  private final Map<String, BlockingQueue<Received>> received = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

  private Receiver(ServerSocket socket, Executor executor) {
    this.socket = socket;
    this.executor = executor;
  }

  /** A request as it arrived. */
  record Received(String line, List<Header> headers, Bytes body, int answered) {
    /** The value of a header, empty if it wasn't sent. */
    String header(String name) {
      return headers.stream()
          .filter(h -> h.name().equalsIgnoreCase(name))
          .map(Header::value)
          .findFirst()
          .orElse("");
    }
  }

  /** Starts one on a free port of the loopback interface. */
  static Receiver start(Executor executor) throws IOException {
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    var receiver = new Receiver(new ServerSocket(0, 50, loopback), executor);
    executor.execute(receiver::listen);
    return receiver;
  }

  String url(String path) {
    return "http://127.0.0.1:" + socket.getLocalPort() + path;
  }

  /** Answers so many requests to this path with 500 before it is well. */
  void failFirst(String path, int times) {
    failures.put(path, new AtomicInteger(times));
  }

  /** The next request to this path, in the order of arrival; fails if none comes in time. */
  Received next(String path) throws InterruptedException {
    var next = queue(path).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new Unexpected("nothing arrived at " + path + " within ten seconds");
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void listen() {
    try {
      while (true) {
        var connection = socket.accept();
        executor.execute(() -> converse(connection));
      }
    } catch (IOException e) {
      // Closed: the demo is over.
    }
  }

  private void converse(Socket connection) {
    try (connection) {
      var in = new BufferedInputStream(connection.getInputStream());
      for (var line = line(in); !line.isEmpty(); line = line(in)) {
        var headers = headers(in);
        var path = line.split(" ", -1)[1];
        var request = new Received(line, headers, body(in, headers), status(path));
        queue(path).add(request);
        answer(connection, request.answered());
      }
    } catch (IOException e) {
      // The sender hung up; what arrived whole is kept.
    }
  }

  private static void answer(Socket connection, int status) throws IOException {
    var text = status == OK ? "ok" : "not feeling well";
    var reason = status == OK ? "OK" : "Internal Server Error";
    var answer =
        "HTTP/1.1 %d %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, reason, text.length(), text);
    connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
  }

  private int status(String path) {
    var left = failures.get(path);
    return left != null && left.getAndDecrement() > 0 ? BROKEN : OK;
  }

  private BlockingQueue<Received> queue(String path) {
    return received.computeIfAbsent(path, p -> new LinkedBlockingQueue<>());
  }

  private static List<Header> headers(InputStream in) throws IOException {
    var headers = new ArrayList<Header>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private static Bytes body(InputStream in, List<Header> headers) throws IOException {
    int length =
        headers.stream()
            .filter(h -> h.name().equalsIgnoreCase("Content-Length"))
            .mapToInt(h -> Integer.parseInt(h.value()))
            .sum();
    return Bytes.of(in.readNBytes(length));
  }

  /** A line without its end; empty at the end of the headers and of the connection. */
  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(ISO_8859_1);
  }
}
