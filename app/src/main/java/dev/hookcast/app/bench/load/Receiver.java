package dev.hookcast.app.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Endpoints on this machine, a port each, that answer every request with 200 and two bytes and tell
 * when it came. Made to cost little, since it shares the machine with what is measured.
 */
public final class Receiver implements AutoCloseable {
  private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final int BACKLOG = 4_096;
  private static final byte[] SENT = "\"sent\":\"".getBytes(ISO_8859_1);
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1);

  private final Loop loop;
  private final List<ServerSocketChannel> endpoints = new ArrayList<>();
  private final AtomicLong arrivals = new AtomicLong();
  private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER);
  private final Queue<Held> held = new ArrayDeque<>();
  private volatile Observer observer = sent -> {};
  private volatile int uncounted;
  private volatile int hanging;

  /** Endpoints on this loop; none yet. */
  public Receiver(Loop loop) {
    this.loop = loop;
    loop.everyRound(this::answerHeld);
  }

  /** Is told, on the loop's thread, of every request to an endpoint that counts. */
  interface Observer {
    /**
     * A request is here.
     *
     * @param sent the number that its event carries as the time of sending; -1 if it has none
     */
    void arrived(long sent);
  }

  private record Held(Wire wire, long until) {}

  /** The URLs of so many endpoints; always the same ones. */
  public synchronized List<String> urls(int count) throws IOException {
    while (endpoints.size() < count) {
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      var endpoint = ServerSocketChannel.open();
      endpoint.bind(new InetSocketAddress(loopback, 0), BACKLOG);
      endpoint.configureBlocking(false);
      var visitors = new Visitors(endpoints.size());
      endpoints.add(endpoint);
      loop.watch(endpoint, SelectionKey.OP_ACCEPT, key -> admit(endpoint, visitors));
    }
    return endpoints.stream()
        .limit(count)
        .map(endpoint -> "http://127.0.0.1:" + endpoint.socket().getLocalPort() + "/")
        .toList();
  }

  /** Tells this one from now on, and nobody else. */
  void observe(Observer whoever) {
    observer = whoever;
  }

  /**
   * Leaves the first so many endpoints out of the count, and lets the first so many of them take 15
   * seconds to answer.
   */
  public void sicken(int outOfTheCount, int hang) {
    uncounted = outOfTheCount;
    hanging = hang;
  }

  /** Requests so far, to endpoints that count. */
  public long arrivals() {
    return arrivals.get();
  }

  @Override
  public synchronized void close() throws IOException {
    for (var endpoint : endpoints) {
      endpoint.close();
    }
  }

  private void admit(ServerSocketChannel endpoint, Visitors visitors) {
    try {
      for (var channel = endpoint.accept(); channel != null; channel = endpoint.accept()) {
        Wire.on(loop, channel, visitors);
      }
    } catch (IOException e) {
      // Gone before it was let in, or the bench is over.
    }
  }

  private void answer(Wire wire) throws IOException {
    wire.send(answer.rewind(), loop);
  }

  private void answerHeld() {
    while (!held.isEmpty() && held.element().until() <= System.nanoTime()) {
      var wire = held.remove().wire();
      try {
        answer(wire);
      } catch (IOException e) {
        wire.close();
      }
    }
  }

  /** Those who call at one endpoint. */
  private final class Visitors implements Wire.Listener {
    private final int endpoint;

    Visitors(int endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public void message(Wire wire, Messages request) throws IOException {
      if (endpoint >= uncounted) {
        // Only this thread counts: no need for an atomic step.
        arrivals.lazySet(arrivals.getPlain() + 1);
        observer.arrived(request.numberBehind(SENT));
      }
      if (endpoint < hanging) {
        held.add(new Held(wire, System.nanoTime() + HANG_NANOS));
      } else {
        answer(wire);
      }
    }

    @Override
    public void closed(Wire wire, IOException why) {
      // The sender hung up.
    }
  }
}
