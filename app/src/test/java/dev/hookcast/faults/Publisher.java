package dev.hookcast.faults;

import dev.hookcast.faults.Child.Door;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Publishes event after event, to whatever service there is at the moment, and keeps books of it.
 * What wasn't answered is published again under the same id until it is, as a publisher should.
 */
final class Publisher {
  private static final int THREADS = 8;
  private static final int REPEAT_EVERY = 50;
  private static final long PATIENCE_NANOS = 20_000_000;
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
  private static final Duration LONGEST_OFFER = Duration.ofSeconds(45);

  private final HttpClient client = HttpClient.newBuilder().build();
  private final IntFunction<String> events;
  private final long pauseNanos;
  private final AtomicInteger next = new AtomicInteger();
  private final Map<Integer, Long> begun = new ConcurrentHashMap<>();
  private final Map<Integer, Long> acked = new ConcurrentHashMap<>();
  private final AtomicInteger ambiguous = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<Door> doors = List.of();
  private volatile Runnable onAck = () -> {};
  private final AtomicLong slowestMillis = new AtomicLong();
  private volatile boolean stopping;

  /**
   * A publisher at rest.
   *
   * @param events makes the document of each number
   * @param perSecond how many there shall be, at most
   */
  Publisher(IntFunction<String> events, int perSecond) {
    this.events = events;
    this.pauseNanos = 1_000_000_000L * THREADS / perSecond;
  }

  void begin() {
    for (int i = 0; i < THREADS; i++) {
      threads.add(Thread.startVirtualThread(this::work));
    }
  }

  /** Ends; what hasn't been answered by then stays ambiguous. */
  void end() throws InterruptedException {
    stopping = true;
    for (var thread : threads) {
      thread.join();
    }
  }

  /** Publishes there from now on. */
  void moveTo(Optional<Door> other) {
    moveTo(other.stream().toList());
  }

  /** Publishes to these in turns from now on, whatever isn't answered by one to the next. */
  void moveTo(List<Door> others) {
    doors = List.copyOf(others);
  }

  /** Has this run at each acknowledgement, as soon as it has been read. */
  void onAck(Runnable task) {
    onAck = task;
  }

  /** Leaves out of the books what has been acknowledged so far; for a publisher without a door. */
  void forget() {
    begun.keySet().removeAll(acked.keySet());
    acked.clear();
  }

  Set<Integer> attempted() {
    return begun.keySet();
  }

  Set<Integer> acked() {
    return acked.keySet();
  }

  /** When an event was published for the first time; before all others if that isn't known. */
  long begun(int number) {
    return begun.getOrDefault(number, Long.MIN_VALUE / 2);
  }

  /** When an event was acknowledged; after all others if it wasn't. */
  long ackedAt(int number) {
    return acked.getOrDefault(number, Long.MAX_VALUE);
  }

  /**
   * What a service answered.
   *
   * @param status 0 if it didn't in time
   */
  record Answer(int status, Optional<String> retryAfter, Duration took) {
    boolean acked() {
      return status == 202 || status == 200;
    }

    boolean refused() {
      return status == 503 && retryAfter.isPresent();
    }
  }

  /** Publishes one more event, to this service only and once. */
  Answer offer(Door door) throws InterruptedException {
    int number = next.getAndIncrement();
    begun.put(number, System.nanoTime());
    long sent = System.nanoTime();
    var status = 0;
    Optional<String> retryAfter = Optional.empty();
    try {
      var answer = client.send(request(door, number, LONGEST_OFFER), BodyHandlers.ofString());
      judged(number, false, answer);
      status = answer.statusCode();
      retryAfter = answer.headers().firstValue("Retry-After");
    } catch (IOException e) {
      ambiguous.incrementAndGet();
    }
    return new Answer(status, retryAfter, Duration.ofNanos(System.nanoTime() - sent));
  }

  /** How many requests ended without an answer, or with one that leaves it open. */
  int ambiguous() {
    return ambiguous.get();
  }

  /** How many milliseconds the slowest answer took since this was last asked. */
  long slowest() {
    return slowestMillis.getAndSet(0);
  }

  /** How many were answered with 429, 503 or 507. */
  int refused() {
    return refused.get();
  }

  /** Answers that there shouldn't be. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void work() {
    while (!stopping) {
      int number = next.getAndIncrement();
      begun.put(number, System.nanoTime());
      while (!stopping && !publish(number)) {
        LockSupport.parkNanos(PATIENCE_NANOS);
      }
      if (number % REPEAT_EVERY == 0 && acked.containsKey(number)) {
        publish(number);
      }
      LockSupport.parkNanos(pauseNanos);
    }
  }

  private boolean publish(int number) {
    var there = doors;
    if (there.isEmpty()) {
      return false;
    }
    var door = there.get(Math.floorMod(turn.getAndIncrement(), there.size()));
    boolean known = acked.containsKey(number);
    long begun = System.nanoTime();
    try {
      var answer = client.send(request(door, number, LONGEST_ANSWER), BodyHandlers.ofString());
      slowestMillis.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
      return judged(number, known, answer);
    } catch (IOException e) {
      ambiguous.incrementAndGet();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpRequest request(Door there, int number, Duration within) {
    return HttpRequest.newBuilder(there.address().resolve("/v1/organizations/default/events"))
        .timeout(within)
        .header("Authorization", "Bearer " + there.token())
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(events.apply(number)))
        .build();
  }

  private boolean judged(int number, boolean known, HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 202 -> {
        if (known) {
          complaints.add("event " + number + " had been acknowledged, and is new to the service");
        }
        acked.putIfAbsent(number, System.nanoTime());
        onAck.run();
        yield true;
      }
      case 200 -> {
        acked.putIfAbsent(number, System.nanoTime());
        yield true;
      }
      case 429, 503, 507 -> {
        refused.incrementAndGet();
        yield false;
      }
      default -> {
        complaints.add("event " + number + ": " + answer.statusCode() + " " + answer.body());
        ambiguous.incrementAndGet();
        yield false;
      }
    };
  }
}
