package dev.hookcast.app.bench;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Publishes events until it is closed, and times their arrival. */
final class Load implements AutoCloseable {
  private static final int ACCEPTED = 202;
  private static final int PATIENCE_SECONDS = 20;
  private static final int QUIET_MILLISECONDS = 200;
  private static final int WAKE_ALL = 1 << 20;

  private final Traffic traffic;
  private final Pace pace;
  private final Receiver receiver;
  private final Semaphore room;
  private final CountDownLatch ended;
  private final long origin = System.nanoTime();
  private volatile boolean ending;
  private volatile Histogram latencies = new Histogram();
  private volatile Optional<String> failure = Optional.empty();

  private Load(Traffic traffic, Pace pace, Receiver receiver) {
    this.traffic = traffic;
    this.pace = pace;
    this.receiver = receiver;
    this.room = new Semaphore(outstanding(pace));
    this.ended = new CountDownLatch(pace.connections());
  }

  static Load start(Traffic traffic, Pace pace, Receiver receiver, Executor executor) {
    var load = new Load(traffic, pace, receiver);
    receiver.observe(load::arrived);
    for (int i = 0; i < pace.connections(); i++) {
      int number = i;
      executor.execute(() -> load.run(number));
    }
    return load;
  }

  /** The durations from publish to receive, in nanoseconds, from now on. */
  Histogram latencies() {
    var fresh = new Histogram();
    latencies = fresh;
    return fresh;
  }

  /** Why it can't go on, if it can't. */
  Optional<String> failure() {
    return failure;
  }

  /** Publishes nothing more, and waits a while for what is under way. */
  @Override
  public void close() {
    ending = true;
    room.release(WAKE_ALL);
    try {
      drain();
    } catch (InterruptedException e) {
      // Whoever can't wait gets what is still under way among what follows.
      Thread.currentThread().interrupt();
    }
    receiver.observe(sent -> {});
  }

  private void drain() throws InterruptedException {
    boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    long before = -1;
    for (int i = 0; inTime && i < PATIENCE_SECONDS && before != receiver.arrivals(); i++) {
      before = receiver.arrivals();
      TimeUnit.MILLISECONDS.sleep(QUIET_MILLISECONDS);
    }
  }

  private void arrived(long sent) {
    room.release();
    if (sent >= 0) {
      latencies.record(System.nanoTime() - origin - sent);
    }
  }

  private void run(int number) {
    try (var connection = new Connection(traffic.service())) {
      publish(number, connection);
    } catch (IOException e) {
      fail("publishing failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void publish(int number, Connection connection) throws IOException, InterruptedException {
    var publication = traffic.publication();
    int group = number;
    for (long turn = 0; ; turn++) {
      long sent = awaitTurn(number, turn);
      if (ending) {
        return;
      }
      var request = new byte[0];
      for (int i = 0; i < traffic.event().batch(); i++) {
        request = publication.with(i, group % traffic.shape().groups(), sent);
        group = (group + pace.connections()) % traffic.shape().groups();
      }
      int status = connection.exchange(request);
      if (status != ACCEPTED) {
        fail("publishing was answered with status " + status);
        return;
      }
    }
  }

  /** Returns the time of sending, counted from the load's start. */
  private long awaitTurn(int number, long turn) throws InterruptedException {
    return switch (pace) {
      case Pace.Closed closed -> {
        room.acquire(traffic.deliveries());
        yield System.nanoTime() - origin;
      }
      case Pace.Open open -> {
        double place = (double) turn * open.connections() + number;
        long due = (long) (place * traffic.deliveries() / open.perSecond() * 1e9);
        TimeUnit.NANOSECONDS.sleep(due - (System.nanoTime() - origin));
        // The time that was meant: one that is sent late because the service is slow, is late.
        yield due;
      }
    };
  }

  private void fail(String why) {
    if (!ending) {
      failure = Optional.of(why);
    }
  }

  private static int outstanding(Pace pace) {
    return switch (pace) {
      case Pace.Closed closed -> closed.outstanding();
      case Pace.Open open -> 0;
    };
  }
}
