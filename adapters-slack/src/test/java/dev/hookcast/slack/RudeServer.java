package dev.hookcast.slack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on raw sockets that answers as badly as it is told to, and counts what it was sent. */
final class RudeServer implements AutoCloseable {
  /** What is done with one connection. */
  @FunctionalInterface
  interface Manners {
    void meet(Peer peer) throws IOException;
  }

  private final ServerSocket listening;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  private RudeServer(ServerSocket listening) {
    this.listening = listening;
  }

  /** A server that meets every connection like this. */
  static RudeServer that(Manners manners) {
    try {
      var server = new RudeServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
      Thread.startVirtualThread(() -> server.accept(manners));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort() + "/services/T0/B0/token";
  }

  /** How many requests were read completely. */
  int requests() {
    return requests.get();
  }

  /** How many connections were accepted. */
  int connections() {
    return connections.size();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listening.close();
    for (var connection : connections) {
      connection.close();
    }
  }

  private void accept(Manners manners) {
    try {
      while (true) {
        var socket = listening.accept();
        connections.add(socket);
        Thread.startVirtualThread(() -> meet(socket, manners));
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

  /** The other end of a connection. */
  final class Peer {
    private final Socket socket;
    private final InputStream in;

    private Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
    }

    /** Reads one request. */
    void request() throws IOException {
      int length = 0;
      for (var line = line(); !line.isEmpty(); line = line()) {
        var header = line.toLowerCase(Locale.ROOT);
        if (header.startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(15).strip());
        }
      }
      in.readNBytes(length);
      requests.incrementAndGet();
    }

    void say(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Says it again and again until the other side has had enough. */
    void sayForEver(String text) throws IOException {
      while (true) {
        say(text);
      }
    }

    /** Does nothing until the server is closed. */
    void hang() throws IOException {
      try {
        closed.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the client closed the connection");
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }
  }
}
