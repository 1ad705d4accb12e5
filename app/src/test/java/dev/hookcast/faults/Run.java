package dev.hookcast.faults;

import dev.hookcast.faults.Child.Door;
import dev.hookcast.faults.Child.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One store that goes through one service after the other, while a publisher publishes and a target
 * receives all the time.
 */
final class Run implements AutoCloseable {
  private static final long POLL_NANOS = 20_000_000;

  private final Path data;
  private final Workload workload;
  private final Ledger ledger = new Ledger();
  private final Target target;
  private final Publisher publisher;
  private Optional<Child> child = Optional.empty();
  private Duration longestDrain = Duration.ofSeconds(60);
  private boolean subscribed;

  /**
   * A run on this folder; nothing is started yet.
   *
   * @param perSecond how many events are published, at most
   */
  Run(Path data, Workload workload, int perSecond) throws IOException {
    this.data = data;
    this.workload = workload;
    this.target = new Target(ledger);
    this.publisher = new Publisher(workload::event, perSecond);
    publisher.begin();
  }

  /** For runs that leave much to send at their end. */
  Run drainingWithin(Duration time) {
    longestDrain = time;
    return this;
  }

  Target target() {
    return target;
  }

  Publisher publisher() {
    return publisher;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Starts the next service, and publishes there if it gets ready. */
  Child start(Launch launch) throws IOException, InterruptedException {
    var next = Child.start(data, launch);
    child = Optional.of(next);
    var door = next.door();
    if (door.isPresent() && !subscribed) {
      workload.subscribe(door.get(), target);
      subscribed = true;
    }
    publisher.moveTo(door);
    return next;
  }

  /** Nobody publishes until the next service is there. */
  void pausePublishing() {
    publisher.moveTo(Optional.empty());
  }

  /** Kills the service that runs. */
  void kill() {
    pausePublishing();
    child.ifPresent(Child::kill);
  }

  /** Leaves all that was until now out of the books; for what may be gone later. */
  void forget() {
    publisher.forget();
    ledger.forget();
    running().kill();
  }

  /** Waits until nothing is under way any more. */
  void drain() throws IOException {
    var found = running().door();
    if (found.isEmpty()) {
      throw new IOException(running().log());
    }
    var door = found.get();
    if (!awaited(() -> idle(door), longestDrain)) {
      throw new IOException("deliveries are still waiting");
    }
  }

  /** Makes one more subscription, to nothing. */
  void subscribeInVain() throws IOException, InterruptedException {
    workload.subscribeInVain(running().door().orElseThrow(), target);
  }

  /** Lets so many more events be acknowledged, if that comes about in time. */
  boolean letPass(int events, Duration within) {
    int goal = publisher.acked().size() + events;
    return awaited(() -> publisher.acked().size() >= goal, within);
  }

  /** Waits for something, looking often; returns whether it came. */
  static boolean awaited(BooleanSupplier condition, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  /** Lets time pass. */
  static void pass(Duration time) {
    awaited(() -> false, time);
  }

  /**
   * Ends the publisher, lets an ordinary service send what is left, ends it, and looks at it all.
   */
  Oracle.Finding finish() throws IOException, InterruptedException, SQLException {
    publisher.end();
    var last = child.filter(Child::alive).isPresent() ? running() : start(Launch.PLAIN);
    drain();
    last.terminate();
    var status = last.ended(Duration.ofSeconds(60));
    if (!status.equals(Optional.of(0))) {
      throw new IOException("the last service ended with " + status);
    }
    return Oracle.judge(publisher, ledger, Books.of(data));
  }

  @Override
  public void close() throws IOException {
    child.ifPresent(Child::close);
    target.close();
  }

  private Child running() {
    return child.orElseThrow();
  }

  static boolean idle(Door door) {
    return none(door, "waiting") && none(door, "sending");
  }

  private static boolean none(Door door, String state) {
    var path = "/v1/organizations/default/deliveries?limit=1&state=" + state;
    return door.get(path).filter(answer -> answer.body().contains("\"items\":[]")).isPresent();
  }
}
