package dev.hookcast.faults;

import dev.hookcast.faults.Ledger.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a node had claimed when something was done to it: of this, and of nothing else, requests may
 * come twice, and others have to take it over.
 *
 * @param what was done to it
 * @param nanos when, on this process's clock
 */
record Toll(String what, long nanos, List<Held> claims, Optional<Duration> takeover) {
  /** A delivery with the number that its attempt had, or would have had. */
  record Held(String delivery, int attempt) {}

  /**
   * What came of it.
   *
   * @param inFlight how many of the claims the target has seen an attempt of
   * @param repeated how many of those were taken, and taken once more later
   * @param first when the first that was sent anew came to the target
   */
  record Outcome(int inFlight, int repeated, Optional<Duration> first, Optional<Duration> last) {}

  /** Looks what came of it in what was seen of each delivery. */
  Outcome outcome(Map<String, List<Sighting>> seen) {
    var sent = claims.stream().filter(held -> of(held, seen).anyMatch(s -> mine(s, held))).toList();
    var anew =
        claims.stream()
            .flatMap(held -> of(held, seen).filter(s -> s.attempt() > held.attempt()).limit(1))
            .map(sighting -> Duration.ofNanos(sighting.nanos() - nanos))
            .filter(Duration::isPositive)
            .sorted()
            .toList();
    return new Outcome(
        sent.size(),
        (int)
            sent.stream()
                .filter(held -> of(held, seen).filter(Sighting::taken).count() > 1)
                .count(),
        anew.stream().findFirst(),
        anew.stream().reduce((a, b) -> b));
  }

  /** True if a request of this delivery was on its way. */
  boolean concerns(String delivery, Map<String, List<Sighting>> seen) {
    return claims.stream()
        .filter(held -> held.delivery().equals(delivery))
        .anyMatch(held -> of(held, seen).anyMatch(sighting -> mine(sighting, held)));
  }

  /** For people. */
  String told(Outcome outcome) {
    return "%s: %d claimed, %d of them sent, %d repeated, sent anew after %s to %s ms"
        .formatted(
            what,
            claims.size(),
            outcome.inFlight(),
            outcome.repeated(),
            millis(outcome.first()),
            millis(outcome.last()));
  }

  private static boolean mine(Sighting sighting, Held held) {
    return sighting.attempt() == held.attempt();
  }

  private static Stream<Sighting> of(Held held, Map<String, List<Sighting>> seen) {
    return seen.getOrDefault(held.delivery(), List.of()).stream();
  }

  private static String millis(Optional<Duration> duration) {
    return duration.map(d -> "" + d.toMillis()).orElse("-");
  }
}
