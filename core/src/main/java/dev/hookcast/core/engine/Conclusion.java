package dev.hookcast.core.engine;

import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Next;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.spi.Claim;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where a delivery stands after an attempt.
 *
 * @param pause why the subscription has to be paused, if it has
 */
record Conclusion(
    DeliveryState state, Optional<Instant> dueAt, int retriesUsed, Optional<String> pause) {

  /** What an outcome means for a claimed delivery. */
  static Conclusion of(
      Claim claim, Outcome outcome, RetryPolicy policy, Instant now, RandomGenerator chance) {
    var next = policy.next(excused(claim, outcome), claim.retriesUsed(), now, chance);
    return claim.trigger() == Trigger.AUTOMATIC ? automatic(claim, next, now) : manual(claim, next);
  }

  /** Bad luck is excused once; whoever has it again waits like everybody else. */
  private static Outcome excused(Claim claim, Outcome outcome) {
    return outcome instanceof Outcome.Stale stale && !claim.asPlanned()
        ? new Outcome.Retry(stale.why(), Optional.empty())
        : outcome;
  }

  private static Conclusion automatic(Claim claim, Next next, Instant now) {
    int used = claim.retriesUsed();
    return switch (next) {
      case Next.Done done -> ended(DeliveryState.DELIVERED, used);
      case Next.Again again ->
          new Conclusion(
              DeliveryState.WAITING, Optional.of(again.at()), used + 1, Optional.empty());
      case Next.AtOnce atOnce ->
          new Conclusion(DeliveryState.WAITING, Optional.of(now), used, Optional.empty());
      case Next.GiveUp giveUp -> ended(DeliveryState.EXHAUSTED, used);
      case Next.GiveUpAndPause gone ->
          new Conclusion(DeliveryState.EXHAUSTED, Optional.empty(), used, Optional.of(gone.why()));
    };
  }

  /** A resend can only better things: when it fails, all is as it was before. */
  private static Conclusion manual(Claim claim, Next next) {
    var before =
        new Conclusion(
            claim.settled(), claim.nextAutomatic(), claim.retriesUsed(), Optional.empty());
    return switch (next) {
      case Next.Done done -> ended(DeliveryState.DELIVERED, claim.retriesUsed());
      case Next.Again again -> before;
      case Next.AtOnce atOnce -> before;
      case Next.GiveUp giveUp -> before;
      case Next.GiveUpAndPause gone -> before.pausing(gone.why());
    };
  }

  private static Conclusion ended(DeliveryState state, int retriesUsed) {
    return new Conclusion(state, Optional.empty(), retriesUsed, Optional.empty());
  }

  private Conclusion pausing(String why) {
    return new Conclusion(state, dueAt, retriesUsed, Optional.of(why));
  }
}
