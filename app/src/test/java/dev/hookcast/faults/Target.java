package dev.hookcast.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hookcast.faults.Ledger.Sighting;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A receiver on bare sockets that outlives the services which send to it. What it does depends on
 * the path: {@code /well} takes everything, {@code /ill} nothing, {@code /slow} after a while,
 * {@code /gone} never again, and {@code /hasty} closes a connection that has rested for a moment.
 */
final class Target implements AutoCloseable {
  private static final int SLOW_MILLIS = 100;
  private static final int HASTY_MILLIS = 50;
  private static final int BACKLOG = 1_024;

  private final ServerSocket socket;
  private final Ledger ledger;
  private final AtomicLong connections = new AtomicLong();
  private volatile Consumer<Stage> trap = stage -> {};
  private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private volatile boolean stalled;

  Target(Ledger ledger) throws IOException {
    this.ledger = ledger;
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    this.socket = new ServerSocket(0, BACKLOG, loopback);
    Thread.startVirtualThread(this::listen);
  }

  /** How far a request has come when a trap is told. */
  enum Stage {
    CONNECTED,
    READ,
    HALF_ANSWERED,
    ANSWERED
  }

  /** One request, as far as anybody here wants to know. */
  private record Request(String path, Map<String, String> headers, byte[] body) {}

  String url(String path) {
    return "http://127.0.0.1:" + socket.getLocalPort() + path;
  }

  /** Has this told of every stage of every request, on the connection's own thread. */
  void trap(Consumer<Stage> whoever) {
    trap = whoever;
  }

  /** Lets requests to slow paths wait until told otherwise. */
  void stall(boolean whether) {
    stalled = whether;
  }

  /** How many requests to one path were under way at once, at most. */
  int mostInFlight() {
    return mostInFlight.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void listen() {
    try {
      while (true) {
        var connection = socket.accept();
        Thread.startVirtualThread(() -> converse(connection));
      }
    } catch (IOException e) {
      // Closed: the run is over.
    }
  }

  private void converse(Socket connection) {
    long number = connections.incrementAndGet();
    try (connection) {
      connection.setTcpNoDelay(true);
      trap.accept(Stage.CONNECTED);
      var in = new BufferedInputStream(connection.getInputStream());
      while (true) {
        var request = read(in);
        int status = status(request.path());
        ledger.add(sighting(number, request, status));
        var others = inFlight.computeIfAbsent(request.path(), path -> new AtomicInteger());
        mostInFlight.accumulateAndGet(others.incrementAndGet(), Math::max);
        trap.accept(Stage.READ);
        answer(connection, request.path(), status);
        connection.setSoTimeout(request.path().startsWith("/hasty") ? HASTY_MILLIS : 0);
      }
    } catch (SocketTimeoutException | EOFException e) {
      // One side has had enough.
    } catch (IOException e) {
      // The sender was killed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int status(String path) {
    if (path.startsWith("/ill")) {
      return 500;
    }
    return path.startsWith("/gone") ? 410 : 200;
  }

  private void answer(Socket connection, String path, int status)
      throws IOException, InterruptedException {
    if (path.startsWith("/slow")) {
      do {
        TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
      } while (stalled);
    }
    // Before the answer: whoever has it may send the next request at once.
    inFlight.get(path).decrementAndGet();
    var out = connection.getOutputStream();
    out.write(("HTTP/1.1 " + status + " So\r\nContent-Le").getBytes(ISO_8859_1));
    trap.accept(Stage.HALF_ANSWERED);
    out.write("ngth: 2\r\n\r\nok".getBytes(ISO_8859_1));
    trap.accept(Stage.ANSWERED);
  }

  private static Sighting sighting(long connection, Request request, int status) {
    return new Sighting(
        System.nanoTime(),
        connection,
        request.headers().getOrDefault("webhook-id", "none"),
        Integer.parseInt(request.headers().getOrDefault("webhook-attempt", "0")),
        digest(request.body()),
        status);
  }

  private static Request read(InputStream in) throws IOException {
    var lines = head(in).split("\r\n", -1);
    var headers = new HashMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        var name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
        headers.put(name, lines[i].substring(colon + 1).strip());
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("half a request");
    }
    return new Request(lines[0].split(" ", -1)[1], headers, body);
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    for (int ends = 0; ends < 4; ) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("no further request");
      }
      head.write(next);
      ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
    }
    return head.toString(ISO_8859_1);
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
