package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Given.LATER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.spi.DeliveryStore.Due;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} does when people step in: they resend, or they cancel. */
public interface ResendContract extends StoreContract {
  @Test
  default void aResentDeliveryIsDueNow() {
    var to = given().subscription();
    for (var state : List.of(DeliveryState.DELIVERED, DeliveryState.EXHAUSTED)) {
      var id = given().ended(to, state);
      var resent = given().resend(id, LATER);
      assertThat(resent.state()).isEqualTo(DeliveryState.WAITING);
      assertThat(resent.nextAttemptAt()).contains(LATER);
      assertThat(resent).isEqualTo(given().found(id));
      assertThat(stores().deliveries().due()).containsExactly(new Due(to.id(), LATER));
      var claim = given().claimOne(to, LATER);
      assertThat(claim.trigger()).isEqualTo(Trigger.MANUAL);
      assertThat(claim.settled()).isEqualTo(state);
      assertThat(claim.nextAutomatic()).isEmpty();
      assertThat(given().found(id).state()).isEqualTo(DeliveryState.SENDING);
      given().settleBack(claim);
      assertThat(given().found(id).state()).isEqualTo(state);
    }
  }

  @Test
  default void aResendLeavesTheScheduleAlive() {
    var to = given().subscription();
    var first = given().sending(to);
    var next = LATER.plusSeconds(300);
    given().settleForRetry(first, next);
    given().resend(first.id(), LATER);
    var manual = given().claimOne(to, LATER);
    assertThat(manual.trigger()).isEqualTo(Trigger.MANUAL);
    assertThat(manual.settled()).isEqualTo(DeliveryState.WAITING);
    assertThat(manual.nextAutomatic()).contains(next);
    given().settleBack(manual);
    assertThat(given().found(first.id()).nextAttemptAt()).contains(next);
    assertThat(given().claim(to, 1, LATER)).isEmpty();
    var automatic = given().claimOne(to, next);
    assertThat(automatic.trigger()).isEqualTo(Trigger.AUTOMATIC);
    assertThat(automatic.attempts()).isEqualTo(2);
    assertThat(automatic.retriesUsed()).isEqualTo(1);
  }

  @Test
  default void oneClaimAnswersOneResend() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.DELIVERED);
    for (int i = 0; i < 3; i++) {
      given().resend(id, LATER);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(given().found(id).state()).isEqualTo(DeliveryState.WAITING);
      given().settleBack(given().claimOne(to, LATER));
    }
    assertThat(given().claim(to, 1, LATER)).isEmpty();
    assertThat(given().found(id).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(given().found(id).attempts())
        .extracting(Attempt::trigger)
        .containsExactly(Trigger.AUTOMATIC, Trigger.MANUAL, Trigger.MANUAL, Trigger.MANUAL);
  }

  @Test
  default void aResendIsAnsweredUnderTheNumberThatItGot() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    var first = given().resent(id, LATER).logNumber();
    var second = given().resent(id, LATER.plusSeconds(1)).logNumber();
    assertThat(first).isPresent().isNotEqualTo(second);
    var claim = given().claimOne(to, LATER);
    assertThat(claim.logNumber()).isEqualTo(first);
    given().settleBack(claim);
    assertThat(given().claimOne(to, LATER).logNumber()).isEqualTo(second);
  }

  @Test
  default void theFirstAutomaticAttemptHasTheDeliverysNumberAndAFurtherOneTakesItsOwn() {
    var to = given().subscription();
    var waiting = given().waiting(to);
    given().resend(waiting.id(), LATER);
    given().settleBack(given().claimOne(to, LATER));
    var automatic = given().claimOne(to, LATER);
    assertThat(automatic.logNumber()).contains(waiting.number());
    given().settleForRetry(automatic, LATER);
    assertThat(given().claimOne(to, LATER).logNumber()).isEmpty();
  }

  @Test
  default void aResendBesideADueRetryMakesBothAttempts() {
    var to = given().subscription();
    var waiting = given().waiting(to);
    given().resend(waiting.id(), LATER);
    var manual = given().claimOne(to, LATER);
    assertThat(manual.trigger()).isEqualTo(Trigger.MANUAL);
    given().settleBack(manual);
    assertThat(given().claimOne(to, LATER).trigger()).isEqualTo(Trigger.AUTOMATIC);
  }

  @Test
  default void aResendWhileSendingMakesItDueAgainAtOnce() {
    var to = given().subscription();
    var claim = given().sending(to);
    var resent = given().resend(claim.id(), LATER);
    assertThat(resent.state()).isEqualTo(DeliveryState.SENDING);
    assertThat(resent.nextAttemptAt()).isEmpty();
    assertThat(given().claim(to, 1, LATER)).isEmpty();
    given().settle(claim, AttemptOutcome.DELIVERED, DeliveryState.DELIVERED);
    assertThat(given().found(claim.id()).state()).isEqualTo(DeliveryState.WAITING);
    var manual = given().claimOne(to, LATER);
    assertThat(manual.trigger()).isEqualTo(Trigger.MANUAL);
    assertThat(manual.settled()).isEqualTo(DeliveryState.DELIVERED);
    given().settleBack(manual);
    assertThat(given().found(claim.id()).state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  default void aResendWhileARetryIsSentKeepsTheRetrysNextTime() {
    var to = given().subscription();
    var claim = given().sending(to);
    given().resend(claim.id(), LATER);
    given().settleForRetry(claim, LATER.plusSeconds(5));
    var manual = given().claimOne(to, LATER);
    assertThat(manual.settled()).isEqualTo(DeliveryState.WAITING);
    assertThat(manual.nextAutomatic()).contains(LATER.plusSeconds(5));
  }

  @Test
  default void resendsWhileAManualAttemptIsMadeEachGetTheirOwn() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    given().resend(id, LATER);
    var first = given().claimOne(to, LATER);
    given().resend(id, LATER);
    given().settleBack(first);
    given().settleBack(given().claimOne(to, LATER));
    assertThat(given().claim(to, 1, LATER)).isEmpty();
    assertThat(given().found(id).state()).isEqualTo(DeliveryState.EXHAUSTED);
    assertThat(given().found(id).attempts()).hasSize(3);
  }

  @Test
  default void resendsByManyAtOnceAreAllMade() {
    var to = given().subscription();
    var claim = given().sending(to);
    Race.of(
        32,
        i ->
            i == 7
                ? given().settle(claim, AttemptOutcome.DELIVERED, DeliveryState.DELIVERED)
                : given().resend(claim.id(), LATER));
    for (int i = 0; i < 31; i++) {
      given().settleBack(given().claimOne(to, LATER));
    }
    assertThat(given().claim(to, 1, LATER)).isEmpty();
    assertThat(given().found(claim.id()).attempts()).hasSize(32);
  }

  @Test
  default void anotherOrganizationCanNotResend() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.DELIVERED);
    var deliveries = stores().deliveries();
    assertThat(deliveries.resend(new OrganizationId("other"), id, LATER)).isEmpty();
    assertThat(deliveries.resend(to.organization(), missing(), LATER)).isEmpty();
    assertThat(given().found(id).state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  default void whatIsCancelledOrHasLostItsSubscriptionIsNotResent() {
    var to = given().subscription();
    var delivered = given().ended(to, DeliveryState.DELIVERED);
    var cancelled = given().waiting(to).id();
    stores().subscriptions().delete(to.organization(), to.id());
    assertThat(given().resend(cancelled, LATER).state()).isEqualTo(DeliveryState.CANCELLED);
    assertThat(given().resend(delivered, LATER).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(given().resent(cancelled, LATER).logNumber()).isEmpty();
    assertThat(given().resent(delivered, LATER).logNumber()).isEmpty();
    assertThat(stores().deliveries().due()).isEmpty();
  }

  @Test
  default void cancelEndsWhatHasNotEnded() {
    var to = given().subscription();
    var waiting = given().waiting(to).id();
    var delivered = given().ended(to, DeliveryState.DELIVERED);
    var exhausted = given().ended(to, DeliveryState.EXHAUSTED);
    given().resend(exhausted, LATER);
    var other = given().waiting(given().subscription()).id();
    stores().deliveries().cancel(to.id());
    assertThat(given().found(waiting).state()).isEqualTo(DeliveryState.CANCELLED);
    assertThat(given().found(delivered).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(given().found(exhausted).state()).isEqualTo(DeliveryState.EXHAUSTED);
    assertThat(given().found(other).state()).isEqualTo(DeliveryState.WAITING);
    assertThat(given().claim(to, 9, LATER)).isEmpty();
  }

  @Test
  default void aResendThatIsSentWhileItIsCancelledFallsBack() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    given().resend(id, LATER);
    var claim = given().claimOne(to, LATER);
    stores().deliveries().cancel(to.id());
    assertThat(given().settleBack(claim)).isTrue();
    assertThat(given().found(id).state()).isEqualTo(DeliveryState.EXHAUSTED);
    assertThat(given().found(id).nextAttemptAt()).isEqualTo(Optional.empty());
  }

  private DeliveryId missing() {
    return new DeliveryId(stores().ids().next().id());
  }

  private Given given() {
    return new Given(stores());
  }
}
