package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

/** What every test of a fleet ends with. */
final class Findings {
  private Findings() {}

  /** Tells at times how far a test is. */
  static void progress(Fleet fleet, int done, int times) {
    if (done % 10 == 0) {
      int acked = fleet.publisher().acked().size();
      System.out.println("%d of %d, %d events".formatted(done, times, acked));
    }
  }

  /** Ends the fleet; nothing may be lost, gone back, or repeated that wasn't under way. */
  static Oracle.Finding sound(Fleet fleet, long seed) throws Exception {
    var finding = fleet.finish();
    System.out.println(finding.summary());
    assertThat(finding.violations()).as("seed %d: %s", seed, finding.summary()).isEmpty();
    assertThat(finding.acked()).as("seed %d", seed).isPositive();
    return finding;
  }
}
