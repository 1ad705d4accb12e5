package dev.hookcast.faults;

import dev.hookcast.faults.Child.Door;
import dev.hookcast.faults.Publisher.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Publishers who ask one node four times a second, none of them waiting for another's answer. */
final class Offers implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Publisher publisher;
  private final Door door;
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final AtomicLong accepted = new AtomicLong();
  private final ConcurrentLinkedQueue<Thread> asking = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean stopping;

  /** Begins. */
  Offers(Publisher publisher, Door door) {
    this.publisher = publisher;
    this.door = door;
    this.thread = Thread.startVirtualThread(this::run);
  }

  List<Answer> answersSoFar() {
    return List.copyOf(answers);
  }

  /** How long it takes from now on until one is accepted. */
  Optional<Duration> untilAccepted() {
    long begun = System.nanoTime();
    accepted.set(0);
    boolean came = Run.awaited(() -> accepted.get() > 0, PATIENCE);
    return Optional.of(Duration.ofNanos(accepted.get() - begun)).filter(took -> came);
  }

  @Override
  public void close() {
    stopping = true;
    Run.awaited(() -> !thread.isAlive() && asking.stream().noneMatch(Thread::isAlive), PATIENCE);
  }

  private void run() {
    while (!stopping) {
      asking.add(Thread.startVirtualThread(this::ask));
      Run.pass(PAUSE);
    }
  }

  private void ask() {
    try {
      var answer = publisher.offer(door);
      answers.add(answer);
      if (answer.acked()) {
        accepted.compareAndSet(0, System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
