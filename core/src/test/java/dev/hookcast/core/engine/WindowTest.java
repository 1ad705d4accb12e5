package dev.hookcast.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.subscription.Limits;
import org.junit.jupiter.api.Test;

class WindowTest {
  private final Window window = new Window(80, 8_000);
  private int lanes;

  @Test
  void aLoneOrganizationMayHaveItAll() {
    var tenant = window.newTenant();
    assertThat(fill(tenant, 1)).isEqualTo(80);
  }

  @Test
  void theLastEighthIsForTheOthers() {
    var noisy = window.newTenant();
    var quiet = window.newTenant();
    assertThat(fill(noisy, 1)).isEqualTo(70);
    assertThat(fill(quiet, 1)).isEqualTo(10);
  }

  @Test
  void theLastEighthOfTheBytesTooIsForTheOthers() {
    var noisy = window.newTenant();
    var quiet = window.newTenant();
    assertThat(fill(noisy, 1_000)).isEqualTo(7);
    assertThat(fill(quiet, 1_000)).isEqualTo(1);
  }

  @Test
  void oneLaneTakesNoMoreThanHalfOfWhatIsFree() {
    var lane = proven(window.newTenant());
    int taken = 0;
    while (window.admits(lane, 1)) {
      window.take(lane, 1);
      taken++;
    }
    assertThat(taken).isBetween(25, 27);
  }

  @Test
  void whatHasEndedAndIsntDurableYetIsNoPartOfALanesShare() {
    var lane = proven(window.newTenant());
    for (int i = 0; i < 20; i++) {
      window.take(lane, 1);
      lane.ended(Reaction.unasked(Sample.NOON), Limits.DEFAULT, Sample.NOON);
    }
    int taken = 0;
    for (; window.admits(lane, 1); taken++) {
      window.take(lane, 1);
    }
    assertThat(taken).isBetween(19, 21);
    lane.settled();
    window.give(lane, 1);
    assertThat(window.admits(lane, 1)).isFalse();
  }

  @Test
  void thoseInDoubtShareAQuarterOfIt() {
    var tenant = window.newTenant();
    int taken = 0;
    for (int i = 0; i < 5; i++) {
      var lane = new Lane(new SubscriptionId("doubted-" + i), tenant);
      while (window.admits(lane, 1)) {
        window.take(lane, 1);
        taken++;
      }
    }
    assertThat(taken).isBetween(23, 25);
    assertThat(window.admitsDoubted()).isFalse();
    assertThat(window.admits(proven(tenant), 1)).isTrue();
  }

  /** Takes what it can with lanes of one delivery each. */
  private int fill(Tenant tenant, int size) {
    int taken = 0;
    for (var lane = proven(tenant); window.admits(lane, size); lane = proven(tenant)) {
      window.take(lane, size);
      taken++;
    }
    return taken;
  }

  private Lane proven(Tenant tenant) {
    var lane = new Lane(new SubscriptionId("lane-" + lanes++), tenant);
    LaneSamples.prove(lane);
    window.judge(lane);
    return lane;
  }
}
