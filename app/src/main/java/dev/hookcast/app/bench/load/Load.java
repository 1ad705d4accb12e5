package dev.hookcast.app.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Publishes events until it is closed, and times their arrival. */
public final class Load implements AutoCloseable {
  private static final int ACCEPTED = 202;
  private static final int PATIENCE_SECONDS = 20;
  private static final int QUIET_MILLISECONDS = 200;

  private final Traffic traffic;
  private final Publication publication;
  private final int stride;
  private final Valve valve;
  private final Receiver receiver;
  private final Loop loop;
  private final long origin = System.nanoTime();
  private final Runnable pump = this::publish;
  private final List<Line> lines = new ArrayList<>();
  private final Deque<Line> idle = new ArrayDeque<>();
  private volatile boolean ending;
  private volatile int busy;
  private volatile Histogram latencies = new Histogram();
  private volatile Histogram answers = new Histogram();
  private volatile Optional<String> failure = Optional.empty();
  private int group;

  private Load(Traffic traffic, Valve valve, Receiver receiver, Loop loop) {
    this.traffic = traffic;
    this.publication = traffic.publication();
    this.stride = traffic.shape().stride();
    this.valve = valve;
    this.receiver = receiver;
    this.loop = loop;
  }

  /**
   * Publishes from now on.
   *
   * @param executor runs what gives the beat, if the pace has one
   */
  public static Load start(
      Traffic traffic, Pace pace, Receiver receiver, Loop loop, Executor executor)
      throws IOException {
    var load = new Load(traffic, Valve.of(pace, traffic.deliveries()), receiver, loop);
    receiver.observe(load::arrived);
    load.connect(pace.connections());
    loop.everyRound(load.pump);
    executor.execute(load::beat);
    return load;
  }

  /** The durations from publish to receive, in nanoseconds, from now on. */
  public Histogram latencies() {
    var fresh = new Histogram();
    latencies = fresh;
    return fresh;
  }

  /** The durations from publish to the service's answer, in nanoseconds, from now on. */
  public Histogram answers() {
    var fresh = new Histogram();
    answers = fresh;
    return fresh;
  }

  /** Why it can't go on, if it can't. */
  public Optional<String> failure() {
    return failure;
  }

  /** Publishes nothing more, and waits a while for what is under way. */
  @Override
  public void close() {
    ending = true;
    try {
      drain();
    } catch (InterruptedException e) {
      // Whoever can't wait gets what is still under way among what follows.
      Thread.currentThread().interrupt();
    }
    loop.noLonger(pump);
    receiver.observe(sent -> {});
    loop.execute(() -> lines.forEach(line -> line.wire.close()));
  }

  private void drain() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    long before = -1;
    while (failure.isEmpty()
        && (busy > 0 || before != receiver.arrivals())
        && System.nanoTime() < end) {
      before = receiver.arrivals();
      TimeUnit.MILLISECONDS.sleep(QUIET_MILLISECONDS);
    }
  }

  private void connect(int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      var line = new Line(traffic.services().get(i % traffic.services().size()));
      lines.add(line);
      loop.execute(() -> idle.add(line));
    }
  }

  private void beat() {
    try {
      while (!ending) {
        if (!valve.awaitTick(origin)) {
          return;
        }
        loop.wake();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void arrived(long sent) {
    valve.arrived();
    if (sent >= 0) {
      latencies.record(System.nanoTime() - origin - sent);
    }
  }

  /** Publishes as much as may be by now, and as there are connections for. */
  private void publish() {
    while (!ending && !idle.isEmpty()) {
      long at = valve.next(System.nanoTime() - origin);
      if (at < 0) {
        return;
      }
      var line = idle.remove();
      busy = lines.size() - idle.size();
      line.publish(at);
    }
  }

  private void fail(String why) {
    if (!ending) {
      failure = Optional.of(why);
      ending = true;
    }
  }

  /** A connection to the service, for one request after the other. */
  private final class Line implements Wire.Listener {
    private final URI service;
    private Wire wire;
    private long asked;
    private boolean waiting;

    Line(URI service) throws IOException {
      this.service = service;
      this.wire = connect();
    }

    private Wire connect() throws IOException {
      var address = new InetSocketAddress(service.getHost(), service.getPort());
      return Wire.on(loop, SocketChannel.open(address), this);
    }

    void publish(long at) {
      for (int i = 0; i < traffic.form().event().batch(); i++) {
        publication.write(i, group, at);
        group = (group + stride) % traffic.shape().groups();
      }
      asked = System.nanoTime();
      waiting = true;
      try {
        wire.send(publication.request(), loop);
      } catch (IOException e) {
        fail("publishing failed: " + e.getMessage());
      }
    }

    @Override
    public void message(Wire from, Messages answer) {
      answers.record(System.nanoTime() - asked);
      waiting = false;
      idle.add(this);
      busy = lines.size() - idle.size();
      if (answer.status() != ACCEPTED) {
        fail("publishing was answered with status " + answer.status());
      }
    }

    @Override
    public void closed(Wire from, IOException why) {
      // A service may hang up on somebody who hasn't asked for anything in a while.
      if (waiting || ending || !again()) {
        fail("publishing failed: " + why.getMessage());
      }
    }

    private boolean again() {
      try {
        wire = connect();
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
