package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Given.LATER;
import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.DeliveryStore.Due;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} does with claims: gives them, takes them back, ends them. */
public interface ClaimContract extends StoreContract {
  @Test
  default void dueGivesEachSubscriptionWithTheTimeWhenItsFirstIsDue() {
    var one = given().subscription();
    var other = given().subscription();
    var busy = given().subscription();
    given().waiting(one, LATER);
    given().waiting(one, NOON);
    given().waiting(other, LATER);
    given().sending(busy);
    given().ended(busy, DeliveryState.DELIVERED);
    assertThat(stores().deliveries().due())
        .containsExactlyInAnyOrder(new Due(one.id(), NOON), new Due(other.id(), LATER));
  }

  @Test
  default void dueOfSomeLeavesTheOthersOut() {
    var one = given().subscription();
    var other = given().subscription();
    var idle = given().subscription();
    given().waiting(one, LATER);
    given().waiting(one, NOON);
    given().waiting(other, NOON);
    assertThat(stores().deliveries().due(List.of(one.id(), idle.id())))
        .containsExactly(new Due(one.id(), NOON));
    assertThat(stores().deliveries().due(List.of(new SubscriptionId("never-seen")))).isEmpty();
    assertThat(stores().deliveries().due(List.of())).isEmpty();
  }

  @Test
  default void claimGivesADueDeliveryWithItsEvent() {
    var to = given().subscription();
    var waiting = given().waiting(to);
    var claimed = stores().deliveries().claim(List.of(new Demand(to.id(), 5)), NOON);
    assertThat(claimed)
        .singleElement()
        .satisfies(
            c -> {
              var first = Claim.first(waiting.id(), waiting.number(), to.id(), c.claim().epoch());
              assertThat(c.claim()).isEqualTo(first);
              assertThat(stores().events().find(to.organization(), c.event().id()))
                  .contains(c.event());
            });
    assertThat(given().found(waiting.id()).state()).isEqualTo(DeliveryState.SENDING);
    assertThat(stores().deliveries().due()).isEmpty();
  }

  @Test
  default void claimLeavesWhatIsNotDueYet() {
    var to = given().subscription();
    given().waiting(to, NOON);
    assertThat(given().claim(to, 5, NOON.minusNanos(1))).isEmpty();
    assertThat(given().claim(to, 5, NOON)).hasSize(1);
  }

  @Test
  default void claimTakesTheLongestDueFirstAndNotMoreThanAsked() {
    var to = given().subscription();
    var third = given().waiting(to, NOON.plusSeconds(3));
    var first = given().waiting(to, NOON.plusSeconds(1));
    var second = given().waiting(to, NOON.plusSeconds(2));
    assertThat(given().claim(to, 2, LATER))
        .extracting(Claim::id)
        .containsExactly(first.id(), second.id());
    assertThat(given().claim(to, 2, LATER)).extracting(Claim::id).containsExactly(third.id());
  }

  @Test
  default void claimMeetsEachDemandByItself() {
    var one = given().subscription();
    var other = given().subscription();
    var ignored = given().subscription();
    given().waiting(one);
    given().waiting(one);
    given().waiting(other);
    given().waiting(other);
    given().waiting(ignored);
    var demands = List.of(new Demand(one.id(), 1), new Demand(other.id(), 2));
    assertThat(stores().deliveries().claim(demands, LATER))
        .extracting(c -> c.claim().subscription())
        .containsExactlyInAnyOrder(one.id(), other.id(), other.id());
  }

  @Test
  default void aDeliveryIsGivenToOneClaimantOnly() {
    var to = given().subscription();
    for (int i = 0; i < 100; i++) {
      given().waiting(to);
    }
    var claims = Race.of(16, i -> given().claim(to, 10, LATER));
    assertThat(claims.stream().flatMap(List::stream).map(Claim::id))
        .hasSize(100)
        .doesNotHaveDuplicates();
  }

  @Test
  default void aClaimKnowsWhatWasBefore() {
    var to = given().subscription();
    given().settleForRetry(given().sending(to), LATER);
    var claim = given().claimOne(to, LATER);
    assertThat(claim.attempts()).isEqualTo(1);
    assertThat(claim.retriesUsed()).isEqualTo(1);
    assertThat(claim.trigger()).isEqualTo(Trigger.AUTOMATIC);
    assertThat(claim.settled()).isEqualTo(DeliveryState.WAITING);
    assertThat(claim.nextAutomatic()).isEmpty();
  }

  @Test
  default void aNodeCountsItselfAmongTheNodes() {
    assertThat(stores().deliveries().nodes()).isEqualTo(1);
    assertThat(stores().restarted().deliveries().nodes()).isEqualTo(1);
  }

  @Test
  default void aClaimLastsForItsOwnNodeOnly() {
    var to = given().subscription();
    var accepted = given().sending(to);
    given().waiting(to);
    var claimed = given().claimOne(to, NOON);
    assertThat(stores().deliveries().lasts(accepted)).isTrue();
    assertThat(stores().deliveries().lasts(claimed)).isTrue();
    var later = stores().restarted().deliveries();
    assertThat(later.lasts(accepted)).isFalse();
    assertThat(later.lasts(claimed)).isFalse();
  }

  @Test
  default void releaseMakesADeliveryDueAsItWasBefore() {
    var to = given().subscription();
    given().settleForRetry(given().sending(to), LATER);
    var claim = given().claimOne(to, LATER.plusSeconds(9));
    var before = given().found(claim.id());
    stores().deliveries().release(List.of(claim));
    var after = given().found(claim.id());
    assertThat(after.state()).isEqualTo(DeliveryState.WAITING);
    assertThat(after.nextAttemptAt()).contains(LATER);
    assertThat(after.attempts()).isEqualTo(before.attempts());
    assertThat(stores().deliveries().due()).containsExactly(new Due(to.id(), LATER));
    assertThat(given().claimOne(to, LATER)).isEqualTo(claim);
  }

  @Test
  default void releaseGivesBackAClaimThatAcceptGave() {
    var to = given().subscription();
    var claim = given().sending(to);
    stores().deliveries().release(List.of(claim));
    assertThat(given().claimOne(to, NOON)).isEqualTo(claim);
  }

  @Test
  default void releaseOfAManualClaimKeepsTheResend() {
    var to = given().subscription();
    given().resend(given().ended(to, DeliveryState.DELIVERED), LATER);
    var claim = given().claimOne(to, LATER);
    stores().deliveries().release(List.of(claim));
    assertThat(given().found(claim.id()).state()).isEqualTo(DeliveryState.WAITING);
    assertThat(given().claimOne(to, LATER)).isEqualTo(claim);
  }

  @Test
  default void releaseOfAnEndedClaimChangesNothing() {
    var to = given().subscription();
    var claim = given().sending(to);
    given().settle(claim, AttemptOutcome.DELIVERED, DeliveryState.DELIVERED);
    stores().deliveries().release(List.of(claim));
    assertThat(given().found(claim.id()).state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  default void recoverEndsClaimsOfAnEarlierEpochAsInterrupted() {
    var to = given().subscription();
    var accepted = given().sending(to);
    given().settleForRetry(given().sending(to), LATER);
    var retried = given().claimOne(to, LATER);
    var after = new Given(stores().restarted());
    assertThat(after.stores().deliveries().recover(LATER.plusSeconds(5))).isEqualTo(2);
    for (var claim : List.of(accepted, retried)) {
      var delivery = after.found(claim.id());
      assertThat(delivery.state()).isEqualTo(DeliveryState.WAITING);
      assertThat(delivery.nextAttemptAt()).contains(LATER.plusSeconds(5));
      assertThat(delivery.attempts()).hasSize(claim.attempts() + 1);
      var interrupted = delivery.attempts().getLast();
      assertThat(interrupted.number()).isEqualTo(claim.attempts() + 1);
      assertThat(interrupted.outcome()).isEqualTo(AttemptOutcome.INTERRUPTED);
      assertThat(interrupted.trigger()).isEqualTo(Trigger.AUTOMATIC);
      assertThat(interrupted.exchange()).isEmpty();
    }
    assertThat(after.found(accepted.id()).attempts().getFirst().logNumber())
        .isEqualTo(accepted.number());
    assertThat(after.found(retried.id()).attempts())
        .extracting(Attempt::logNumber)
        .doesNotHaveDuplicates();
  }

  @Test
  default void anInterruptedAttemptCostsTheScheduleNoWait() {
    var to = given().subscription();
    given().settleForRetry(given().sending(to), LATER);
    given().claimOne(to, LATER);
    var after = new Given(stores().restarted());
    after.stores().deliveries().recover(LATER);
    var claim = after.claimOne(to, LATER);
    assertThat(claim.attempts()).isEqualTo(2);
    assertThat(claim.retriesUsed()).isEqualTo(1);
  }

  @Test
  default void recoverLeavesTheClaimsOfThisEpochAlone() {
    var to = given().subscription();
    var claim = given().sending(to);
    given().waiting(to);
    given().claimOne(to, NOON);
    assertThat(stores().deliveries().recover(LATER)).isZero();
    assertThat(given().settle(claim, AttemptOutcome.DELIVERED, DeliveryState.DELIVERED)).isTrue();
  }

  @Test
  default void anInterruptedResendIsMadeAgainAsManual() {
    var to = given().subscription();
    var first = given().sending(to);
    var id = first.id();
    given().settleForRetry(first, LATER.plusSeconds(60));
    given().resend(id, LATER);
    given().claimOne(to, LATER);
    var after = new Given(stores().restarted());
    after.stores().deliveries().recover(LATER);
    assertThat(after.found(id).attempts().getLast().trigger()).isEqualTo(Trigger.MANUAL);
    var claim = after.claimOne(to, LATER);
    assertThat(claim.trigger()).isEqualTo(Trigger.MANUAL);
    assertThat(claim.nextAutomatic()).contains(LATER.plusSeconds(60));
  }

  @Test
  default void recoverLeavesACancelledDeliveryCancelled() {
    var to = given().subscription();
    var id = given().sending(to).id();
    stores().subscriptions().delete(to.organization(), to.id());
    var after = new Given(stores().restarted());
    assertThat(after.stores().deliveries().recover(LATER)).isEqualTo(1);
    assertThat(after.found(id).state()).isEqualTo(DeliveryState.CANCELLED);
    assertThat(after.found(id).attempts()).hasSize(1);
    assertThat(after.stores().deliveries().due()).isEmpty();
  }

  @Test
  default void numbersAndIdsStayUniqueOverARestart() {
    var before = stores().ids().next();
    var after = stores().restarted().ids().next();
    assertThat(after.number()).isGreaterThan(before.number());
    assertThat(after.id()).isNotEqualTo(before.id());
  }

  private Given given() {
    return new Given(stores());
  }
}
