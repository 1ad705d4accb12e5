package dev.hookcast.core.engine;

import dev.hookcast.core.subscription.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * How much one receiver gets at once: what its limits allow, less while it is strained. Each round
 * of strain halves the requests in flight, and each delivery that it takes gives one back. One that
 * stays strained is only looked in on; one that comes back is ramped up. Nothing but memory: after
 * a restart it learns anew. For one thread at a time.
 */
final class Gate {
  /** Rounds of strain in a row after which a receiver is down: 10 in flight are 1 by then. */
  static final int DOWN = 3;

  /** A receiver that is down rests so many times as long as its last attempt took. */
  private static final int REST = 3; // then it costs a quarter of a slot, however it fails

  /** Somebody who mends a receiver doesn't want to wait longer for the next attempt. */
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  /** A single answer may ask the whole lane to wait so long; a delivery may wait longer. */
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

  private static final Duration STEP = Duration.ofSeconds(10);
  private static final int STEPS = 12; // 4,096 times the first rate: nobody needs it any more
  private static final double UNKNOWN_RATE = 10;
  private static final double LEAST_RATE = 1;
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Pulse normal = new Pulse();
  private int allowed = Integer.MAX_VALUE;
  private int rounds;
  private Instant lastCut = Instant.MIN;
  private Instant opensAt = Instant.MIN;
  private Instant rampFrom = Instant.MIN;
  private double rampRate;

  /** How many requests may be in flight. */
  int allowed(Limits limits) {
    return Math.min(allowed, limits.concurrency());
  }

  /** From when on one may start, as far as time decides. */
  Instant opensAt() {
    return opensAt;
  }

  /** True if one more may start beside those in flight. */
  boolean open(Limits limits, int inFlight, Instant now) {
    return inFlight < allowed(limits) && !now.isBefore(opensAt);
  }

  /** Starts a second, where they are limited now. */
  OptionalDouble rate(Limits limits, Instant now) {
    double asked = limits.perSecond().orElse(Double.POSITIVE_INFINITY);
    double rate = Math.min(asked, ramping(now) ? rampRate(now) : Double.POSITIVE_INFINITY);
    return Double.isInfinite(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /** True while the receiver's last word was that it is strained. */
  boolean strained() {
    return rounds > 0;
  }

  void started(Limits limits, Instant now) {
    rate(limits, now).ifPresent(rate -> opensAt = now.plusNanos((long) (1e9 / rate)));
  }

  void ended(Reaction reaction, Limits limits, Instant now) {
    switch (reaction.kind()) {
      case TAKEN -> taken(limits, now);
      case STRAINED -> strained(reaction, limits, now);
      case DECLINED, UNASKED -> {
        // It says nothing about how much the receiver can take.
      }
    }
  }

  /** True if a new gate would do the same. */
  boolean forgettable(Instant now) {
    return allowed == Integer.MAX_VALUE
        && !strained()
        && !ramping(now)
        && !now.isBefore(opensAt)
        && normal.silentSince(now.minus(REMEMBERED));
  }

  private void taken(Limits limits, Instant now) {
    if (rounds >= DOWN) {
      rampFrom = now;
      var usual = normal.perSecond();
      rampRate = usual.isPresent() ? Math.max(LEAST_RATE, 2 * usual.getAsDouble()) : UNKNOWN_RATE;
      opensAt = now;
    }
    rounds = 0;
    normal.beat(now);
    if (allowed < Integer.MAX_VALUE) {
      allowed = allowed + 1 < limits.concurrency() ? allowed + 1 : Integer.MAX_VALUE;
    }
  }

  private void strained(Reaction reaction, Limits limits, Instant now) {
    reaction.askedUntil().ifPresent(until -> restUntil(earlier(until, now.plus(LONGEST_ASKED))));
    if (reaction.startedAt().isBefore(lastCut)) {
      return; // of the same round as the last cut
    }
    lastCut = now;
    rounds++;
    allowed = Math.max(1, allowed(limits) / 2);
    if (rounds >= DOWN) {
      var took = Duration.between(reaction.startedAt(), now);
      restUntil(earlier(now.plus(took.multipliedBy(REST)), now.plus(LONGEST_REST)));
    }
  }

  private void restUntil(Instant time) {
    opensAt = time.isAfter(opensAt) ? time : opensAt;
  }

  private boolean ramping(Instant now) {
    return rampRate > 0 && now.isBefore(rampFrom.plus(STEP.multipliedBy(STEPS)));
  }

  private double rampRate(Instant now) {
    long steps = Math.max(0, Duration.between(rampFrom, now).toSeconds() / STEP.toSeconds());
    return rampRate * (1L << Math.min(steps, STEPS));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
