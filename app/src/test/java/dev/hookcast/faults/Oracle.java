package dev.hookcast.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.hookcast.faults.Books.Entry;
import dev.hookcast.faults.Ledger.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Compares what a publisher knows, what a target saw, and what a store says. */
final class Oracle {
  private static final int SHOWN = 5;

  /** A block of numbers is used for a second; it took its time to come. */
  private static final Duration MOST_ASTRAY = Duration.ofSeconds(2);

  private final Publisher publisher;
  private final Set<Integer> attempted;
  private final Set<Integer> acked;
  private final Map<String, List<Sighting>> seen;
  private final Books books;
  private final long mostAstray;
  private final List<String> violations = new ArrayList<>();

  private Oracle(Publisher publisher, Ledger ledger, Books books, Duration mostAstray) {
    this.mostAstray = mostAstray.toNanos();
    this.publisher = publisher;
    this.attempted = publisher.attempted();
    this.acked = publisher.acked();
    this.seen = ledger.sightings().stream().collect(groupingBy(Sighting::delivery));
    this.books = books;
    publisher.complaints().forEach(complaint -> violations.add("answer: " + complaint));
  }

  /**
   * What a run came to.
   *
   * @param lost acknowledged events of which something is missing
   * @param duplicates requests that were taken after one of the same delivery had been
   * @param interrupted attempts that a crash cut off
   * @param violations every broken promise, in words
   */
  record Finding(
      int acked,
      int requests,
      long lost,
      long duplicates,
      long interrupted,
      List<String> violations) {
    /** The same, with more that was found. */
    Finding with(List<String> more) {
      var all = new ArrayList<>(violations);
      all.addAll(more);
      return new Finding(acked, requests, lost, duplicates, interrupted, List.copyOf(all));
    }

    String summary() {
      return "acked %d, requests %d, lost %d, duplicates %d, interrupted %d, violations %d"
          .formatted(acked, requests, lost, duplicates, interrupted, violations.size());
    }
  }

  /** Looks at a run that is over: everything sent, nothing under way. */
  static Finding judge(Publisher publisher, Ledger ledger, Books books) {
    return judge(publisher, ledger, books, MOST_ASTRAY);
  }

  /** The same, where numbers may have been given out so long after they were reserved. */
  static Finding judge(Publisher publisher, Ledger ledger, Books books, Duration mostAstray) {
    return new Oracle(publisher, ledger, books, mostAstray).judge();
  }

  private Finding judge() {
    if (!books.integrity().equals("ok")) {
      violations.add("integrity: " + books.integrity());
    }
    if (books.strays() > 0) {
      violations.add("rows of what is gone: " + books.strays());
    }
    long lost = lost();
    unexpected();
    order();
    books.deliveries().forEach(this::entry);
    unlogged();
    long duplicates = books.deliveries().stream().mapToLong(this::duplicates).sum();
    return new Finding(
        acked.size(),
        seen.values().stream().mapToInt(List::size).sum(),
        lost,
        duplicates,
        books.deliveries().stream().mapToLong(Entry::interruptions).sum(),
        violations.size() <= SHOWN ? violations : shortened());
  }

  private long lost() {
    var complete =
        books.deliveries().stream()
            .filter(entry -> entry.ended() && seen.containsKey(entry.id()))
            .collect(groupingBy(Entry::event, counting()));
    var missing =
        acked.stream()
            .filter(n -> complete.getOrDefault(Workload.id(n), 0L) < Workload.MATCHES)
            .sorted()
            .toList();
    missing.forEach(n -> violations.add("lost: " + Workload.id(n) + " was acknowledged"));
    return missing.size();
  }

  private void unexpected() {
    books.events().stream()
        .filter(id -> !attempted.contains(Workload.number(id)))
        .forEach(id -> violations.add("unexpected: " + id + " was never published"));
    var pairs = new HashSet<String>();
    books.deliveries().stream()
        .filter(entry -> !pairs.add(entry.event() + " for " + entry.subscription()))
        .forEach(entry -> violations.add("twice: " + entry.event()));
  }

  /** Lists have the newest first, to within a second: by number, whoever gave it. */
  private void order() {
    long earliestOfLater = Long.MAX_VALUE;
    for (var id : books.events().reversed()) {
      int number = Workload.number(id);
      long begun = publisher.begun(number);
      if (begun - mostAstray > earliestOfLater) {
        violations.add(
            "%s stands %d ms too early".formatted(id, (begun - earliestOfLater) / 1_000_000));
      }
      earliestOfLater = Math.min(earliestOfLater, publisher.ackedAt(number));
    }
  }

  private void entry(Entry entry) {
    var attempts = entry.attempts();
    var sightings = seen.getOrDefault(entry.id(), List.of());
    if (!entry.ended()) {
      violations.add("not ended: " + entry);
    }
    for (int i = 0; i < attempts.size(); i++) {
      var attempt = attempts.get(i);
      if (attempt.number() != i + 1) {
        violations.add("a gap in the log: " + entry);
      }
      if (attempt.outcome().equals("delivered") && i < attempts.size() - 1) {
        violations.add("went on after it was delivered: " + entry);
      }
      if (attempt.answered()
          && sightings.stream().noneMatch(s -> s.attempt() == attempt.number())) {
        violations.add("logged, but never seen: attempt " + attempt + " of " + entry);
      }
    }
    boolean arrived = !attempts.isEmpty() && attempts.getLast().outcome().equals("delivered");
    if (entry.count() != attempts.size() || arrived != entry.state().equals("delivered")) {
      violations.add("state and attempts differ: " + entry);
    }
    if (duplicates(entry) > entry.unanswered()) {
      violations.add("a repetition of what was answered: " + entry);
    }
    if (sightings.stream().map(Sighting::digest).distinct().count() > 1) {
      violations.add("another body under the same webhook-id: " + entry);
    }
    for (int i = 1; i < sightings.size(); i++) {
      int attempt = sightings.get(i).attempt();
      int before = sightings.get(i - 1).attempt();
      // One that was taken for dead may have been about to send.
      if (attempt == before || (attempt < before && !entry.abandoned(attempt))) {
        violations.add("an attempt's number came again: " + sightings.get(i));
      }
    }
  }

  private void unlogged() {
    var entries = books.deliveries().stream().collect(toMap(Entry::id, Function.identity()));
    seen.forEach(
        (id, sightings) -> {
          var entry = entries.get(id);
          for (var sighting : sightings) {
            if (entry == null
                || entry.attempts().stream().noneMatch(a -> a.number() == sighting.attempt())) {
              violations.add("seen, but not logged: " + sighting);
            }
          }
        });
  }

  private long duplicates(Entry entry) {
    long taken = seen.getOrDefault(entry.id(), List.of()).stream().filter(Sighting::taken).count();
    return Math.max(0, taken - 1);
  }

  private List<String> shortened() {
    var first = new ArrayList<>(violations.subList(0, SHOWN));
    first.add("and " + (violations.size() - SHOWN) + " more");
    return first;
  }
}
