package dev.hookcast.http.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

/** A server on raw sockets that answers as badly as it is told to, and keeps what it was sent. */
final class RudeServer implements AutoCloseable {
  /** What is done with one connection. */
  @FunctionalInterface
  interface Manners {
    void meet(Peer peer) throws IOException;
  }

  private final ServerSocket listening;
  private final ThreadFactory threads = Thread.ofVirtual().factory();
  private final List<Socket> connections = Collections.synchronizedList(new ArrayList<>());
  private final List<Received> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closed = new CountDownLatch(1);

  private RudeServer(ServerSocket listening) {
    this.listening = listening;
  }

  /** A server that meets every connection like this. */
  static RudeServer that(Manners manners) {
    return that(plain(), manners);
  }

  /** The same on a socket of the caller's, such as one that speaks TLS. */
  static RudeServer that(ServerSocket listening, Manners manners) {
    var server = new RudeServer(listening);
    server.threads.newThread(() -> server.accept(manners)).start();
    return server;
  }

  /** A server that reads each request and then writes this, byte by byte as Latin-1. */
  static RudeServer saying(String answer) {
    return that(
        peer -> {
          while (peer.request()) {
            peer.say(answer);
          }
        });
  }

  /** The same, which closes the connection after its answer. */
  static RudeServer sayingOnce(String answer) {
    return that(
        peer -> {
          peer.request();
          peer.say(answer);
        });
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The requests that were read completely. */
  List<Received> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** How many connections were accepted. */
  int connections() {
    return connections.size();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listening.close();
    synchronized (connections) {
      for (var connection : connections) {
        connection.close();
      }
    }
  }

  private void accept(Manners manners) {
    try {
      while (true) {
        var socket = listening.accept();
        connections.add(socket);
        threads.newThread(() -> meet(socket, manners)).start();
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void meet(Socket socket, Manners manners) {
    try (socket) {
      manners.meet(new Peer(socket));
    } catch (IOException e) {
      // the client had enough, which is what most tests are about
    }
  }

  private static ServerSocket plain() {
    try {
      return new ServerSocket(0, 512, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request as it came. */
  record Received(String line, List<String> headers, byte[] body) {
    String header(String name) {
      return headers.stream()
          .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(h -> h.substring(name.length() + 1).strip())
          .findFirst()
          .orElse(null);
    }
  }

  /** The other end of a connection. */
  final class Peer {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
    }

    /** Reads one request; false if the connection ended before one came. */
    boolean request() throws IOException {
      var line = line();
      if (line == null) {
        return false;
      }
      var headers = new ArrayList<String>();
      for (var header = line(); header != null && !header.isEmpty(); header = line()) {
        headers.add(header);
      }
      var head = new Received(line, headers, new byte[0]);
      var length = head.header("Content-Length");
      var body = in.readNBytes(length == null ? 0 : Integer.parseInt(length));
      requests.add(new Received(line, headers, body));
      return true;
    }

    /** Reads a few bytes only. */
    void read(int bytes) throws IOException {
      in.readNBytes(bytes);
    }

    void say(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Says it again and again until the other side has had enough. */
    void sayForEver(String text) throws IOException {
      while (true) {
        say(text);
      }
    }

    /** Says it a sign at a time, with pauses, until the other side has had enough. */
    void drip(String text) throws IOException {
      for (int i = 0; ; i++) {
        say(String.valueOf(text.charAt(i % text.length())));
        pause(20);
      }
    }

    /** Does nothing until the server is closed. */
    void hang() throws IOException {
      pause(60_000);
    }

    /** Closes its own direction only. */
    void halfClose() throws IOException {
      socket.shutdownOutput();
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    private void pause(int millis) throws IOException {
      try {
        if (closed.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS)) {
          throw new IOException("the test is over");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          return null;
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }
  }
}
