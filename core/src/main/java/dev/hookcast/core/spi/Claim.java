package dev.hookcast.core.spi;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Trigger;
import java.time.Instant;
import java.util.Optional;

/**
 * A node's right to make the next attempt of a delivery.
 *
 * @param epoch the node's epoch; a settlement under an ended one is late
 * @param attempts how many attempts there are already
 * @param retriesUsed how many waits of the schedule are behind
 * @param settled the state to return to if a manual attempt fails: delivered, exhausted, or waiting
 *     for {@code nextAutomatic}
 * @param nextAutomatic when the schedule goes on, if a manual attempt comes in between
 * @param logNumber the number that the attempt has in the log already: its resend's, or the
 *     delivery's own for the first automatic one; empty if it takes a new one
 */
public record Claim(
    DeliveryId id,
    long number,
    SubscriptionId subscription,
    long epoch,
    Trigger trigger,
    int attempts,
    int retriesUsed,
    DeliveryState settled,
    Optional<Instant> nextAutomatic,
    Optional<Long> logNumber) {

  /** The claim of a delivery that has just been made. */
  public static Claim first(DeliveryId id, long number, SubscriptionId subscription, long epoch) {
    return new Claim(
        id,
        number,
        subscription,
        epoch,
        Trigger.AUTOMATIC,
        0,
        0,
        DeliveryState.WAITING,
        Optional.empty(),
        Optional.of(number));
  }

  /**
   * True if this attempt and all before it are the schedule's own: none was interrupted, asked for
   * by a resend or made at once.
   */
  public boolean asPlanned() {
    return trigger == Trigger.AUTOMATIC && attempts == retriesUsed;
  }

  /** A claim together with the event to send. */
  public record WithEvent(Claim claim, RecordedEvent event) {}
}
