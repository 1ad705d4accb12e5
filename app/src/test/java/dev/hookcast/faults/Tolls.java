package dev.hookcast.faults;

import static java.util.stream.Collectors.groupingBy;

import dev.hookcast.faults.Ledger.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what was taken twice, and when it was taken over, with what nodes had in flight. */
final class Tolls {
  private final List<Toll> tolls;
  private final Map<String, List<Sighting>> seen;

  Tolls(List<Toll> tolls, Ledger ledger) {
    this.tolls = tolls;
    this.seen = ledger.sightings().stream().collect(groupingBy(Sighting::delivery));
  }

  /** Tells of each; returns every broken promise, in words. */
  List<String> judge() {
    var violations = new ArrayList<String>();
    for (var toll : tolls) {
      var outcome = toll.outcome(seen);
      System.out.println(toll.told(outcome));
      if (toll.takeover().isPresent()
          && outcome
              .first()
              .filter(after -> after.compareTo(toll.takeover().get()) > 0)
              .isPresent()) {
        violations.add("taken over too late: " + toll.told(outcome));
      }
    }
    seen.forEach(
        (delivery, sightings) -> {
          long repetitions = sightings.stream().filter(Sighting::taken).count() - 1;
          if (repetitions > tolls.stream().filter(toll -> toll.concerns(delivery, seen)).count()) {
            violations.add("a repetition of what nobody had in flight: " + sightings);
          }
        });
    return violations;
  }
}
