package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Given.LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} does when a claim ends with a result. */
public interface SettleContract extends StoreContract {
  @Test
  default void settleRecordsTheAttemptAndMovesTheDeliveryOn() {
    var claim = given().sending(given().subscription());
    var attempt = given().attempt(claim, AttemptOutcome.DELIVERED);
    assertThat(settle(claim, attempt, DeliveryState.DELIVERED)).isTrue();
    var delivery = new Given(stores().restarted()).found(claim.id());
    assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery.nextAttemptAt()).isEmpty();
    assertThat(delivery.attempts()).containsExactly(attempt);
  }

  @Test
  default void aSettledDeliveryWaitsUntilItIsDueAgain() {
    var to = given().subscription();
    var claim = given().sending(to);
    given().settleForRetry(claim, LATER.plusSeconds(5));
    var delivery = given().found(claim.id());
    assertThat(delivery.state()).isEqualTo(DeliveryState.WAITING);
    assertThat(delivery.nextAttemptAt()).contains(LATER.plusSeconds(5));
    assertThat(given().claim(to, 1, LATER.plusSeconds(4))).isEmpty();
    assertThat(given().claim(to, 1, LATER.plusSeconds(5))).hasSize(1);
  }

  @Test
  default void attemptsAreReadOldestFirst() {
    var to = given().subscription();
    var claim = given().sending(to);
    given().settleForRetry(claim, LATER);
    for (int i = 0; i < 11; i++) {
      given().settleForRetry(given().claimOne(to, LATER), LATER);
    }
    assertThat(given().found(claim.id()).attempts())
        .extracting(Attempt::number)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  default void anAttemptWithoutResponseKeepsItsFailure() {
    var claim = given().sending(given().subscription());
    var request = new Request("POST", "https://receiver.test/", List.of(), Bytes.EMPTY);
    var failure = new Failure("connect_refused", "Nobody listens at receiver.test.");
    var attempt =
        new Attempt(
            1,
            claim.number(),
            LATER,
            Trigger.AUTOMATIC,
            Duration.ZERO,
            AttemptOutcome.RETRY,
            Optional.of(new Exchange(request, Optional.empty(), Optional.of(failure))));
    settle(claim, attempt, DeliveryState.EXHAUSTED);
    assertThat(given().found(claim.id()).attempts()).containsExactly(attempt);
  }

  @Test
  default void aBodyIsReadBackWhetherItHoldsTheDocumentOrNot() {
    for (var frame : List.of("%s", "{\"data\":%s}", "%s,%s", "tail %s", "%s head", "", "other")) {
      var claim = given().sending(given().subscription());
      var document = given().document(claim);
      var body = Bytes.utf8(frame.replace("%s", document.text()));
      var attempt = given().attempt(claim, AttemptOutcome.DELIVERED, body);
      stores()
          .deliveries()
          .settle(
              new Settlement(
                  claim, attempt, DeliveryState.DELIVERED, Optional.empty(), 0, document));
      var exchange = given().found(claim.id()).attempts().getFirst().exchange().orElseThrow();
      assertThat(exchange.request().body()).as("body %s", frame).isEqualTo(body);
    }
  }

  @Test
  default void aLateResultChangesNothingAndTakesTheInterruptedAttemptsPlace() {
    var to = given().subscription();
    var claim = given().sending(to);
    var attempt = given().attempt(claim, AttemptOutcome.DELIVERED);
    var settlement = settlement(claim, attempt, DeliveryState.DELIVERED);
    var after = new Given(stores().restarted());
    after.stores().deliveries().recover(LATER);
    var again = after.claimOne(to, LATER);
    assertThat(after.stores().deliveries().settle(settlement)).isFalse();
    var delivery = after.found(claim.id());
    assertThat(delivery.state()).isEqualTo(DeliveryState.SENDING);
    assertThat(delivery.attempts()).containsExactly(as(attempt, AttemptOutcome.LATE));
    after.settle(again, AttemptOutcome.DELIVERED, DeliveryState.DELIVERED);
    assertThat(after.found(claim.id()).attempts())
        .extracting(Attempt::number, Attempt::outcome)
        .containsExactly(tuple(1, AttemptOutcome.LATE), tuple(2, AttemptOutcome.DELIVERED));
  }

  @Test
  default void aResultForAReleasedClaimIsAddedAsLate() {
    var claim = given().sending(given().subscription());
    stores().deliveries().release(List.of(claim));
    assertThat(given().settle(claim, AttemptOutcome.DELIVERED, DeliveryState.DELIVERED)).isFalse();
    var delivery = given().found(claim.id());
    assertThat(delivery.state()).isEqualTo(DeliveryState.WAITING);
    assertThat(delivery.attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.LATE);
  }

  @Test
  default void settlingTheSameAgainAddsNothingAndAnswersAsBefore() {
    var claim = given().sending(given().subscription());
    var attempt = given().attempt(claim, AttemptOutcome.RETRY);
    assertThat(settle(claim, attempt, DeliveryState.EXHAUSTED)).isTrue();
    assertThat(settle(claim, attempt, DeliveryState.EXHAUSTED)).isTrue();
    assertThat(given().found(claim.id()).attempts()).containsExactly(attempt);

    var released = given().sending(given().subscription());
    stores().deliveries().release(List.of(released));
    var late = given().attempt(released, AttemptOutcome.RETRY);
    assertThat(settle(released, late, DeliveryState.EXHAUSTED)).isFalse();
    assertThat(settle(released, late, DeliveryState.EXHAUSTED)).isFalse();
    assertThat(given().found(released.id()).attempts()).hasSize(1);
  }

  @Test
  default void oneOfManySettlementsOfAClaimCounts() {
    var claim = given().sending(given().subscription());
    var settled =
        Race.of(16, i -> given().settle(claim, AttemptOutcome.DELIVERED, DeliveryState.DELIVERED));
    assertThat(settled).contains(true);
    assertThat(given().found(claim.id()).attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.DELIVERED);
  }

  @Test
  default void whatWasCancelledMeanwhileStaysSo() {
    var to = given().subscription();
    var claim = given().sending(to);
    stores().subscriptions().delete(to.organization(), to.id());
    assertThat(given().settleForRetry(claim, LATER)).isTrue();
    var delivery = given().found(claim.id());
    assertThat(delivery.state()).isEqualTo(DeliveryState.CANCELLED);
    assertThat(delivery.nextAttemptAt()).isEmpty();
    assertThat(delivery.attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.RETRY);
    assertThat(stores().deliveries().due()).isEmpty();
  }

  @Test
  default void whatWasCancelledMeanwhileButArrivedIsDelivered() {
    var to = given().subscription();
    var claim = given().sending(to);
    stores().subscriptions().delete(to.organization(), to.id());
    assertThat(given().settle(claim, AttemptOutcome.DELIVERED, DeliveryState.DELIVERED)).isTrue();
    assertThat(given().found(claim.id()).state()).isEqualTo(DeliveryState.DELIVERED);
  }

  private Given given() {
    return new Given(stores());
  }

  private boolean settle(Claim claim, Attempt attempt, DeliveryState state) {
    return stores().deliveries().settle(settlement(claim, attempt, state));
  }

  private Settlement settlement(Claim claim, Attempt attempt, DeliveryState state) {
    var document = given().document(claim);
    return new Settlement(claim, attempt, state, Optional.empty(), 0, document);
  }

  private static Attempt as(Attempt a, AttemptOutcome outcome) {
    return new Attempt(
        a.number(), a.logNumber(), a.at(), a.trigger(), a.duration(), outcome, a.exchange());
  }
}
