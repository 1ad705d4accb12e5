package dev.hookcast.core.engine;

import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.spi.Receipt;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How a receiver stood up to an attempt.
 *
 * @param startedAt when the attempt began
 * @param askedUntil until when the receiver wants to be left alone, if it said so
 */
record Reaction(Kind kind, Instant startedAt, Optional<Instant> askedUntil) {
  /** Answers of a receiver that is called more often than it can take, or has nobody behind it. */
  private static final Set<Integer> TOO_MUCH = Set.of(429, 502, 503, 504);

  /** Failures that the receiver has no part in: it was never called. */
  private static final Set<String> OURS =
      Set.of(
          "request_invalid", "egress_blocked", "secret_unreadable", "sink_missing", "sink_failed");

  enum Kind {
    /** It took the delivery. */
    TAKEN,
    /** It answered, but didn't take it. */
    DECLINED,
    /** It didn't answer, or said that it is too much. */
    STRAINED,
    /** It wasn't called, or can't have noticed. */
    UNASKED
  }

  /** To an attempt that never came about. */
  static Reaction unasked(Instant at) {
    return new Reaction(Kind.UNASKED, at, Optional.empty());
  }

  /** What a receipt shows; times by the steady clock, also those in the outcome. */
  static Reaction of(Receipt receipt, Outcome outcome, Instant startedAt) {
    return switch (outcome) {
      case Outcome.Delivered d -> new Reaction(Kind.TAKEN, startedAt, Optional.empty());
      case Outcome.Retry r -> new Reaction(failed(receipt), startedAt, r.notBefore());
      case Outcome.Stale s -> unasked(startedAt);
      case Outcome.Refused r -> new Reaction(Kind.DECLINED, startedAt, Optional.empty());
      case Outcome.Gone g -> new Reaction(Kind.DECLINED, startedAt, Optional.empty());
    };
  }

  private static Kind failed(Receipt receipt) {
    var response = receipt.exchange().response();
    if (response.isPresent()) {
      return TOO_MUCH.contains(response.get().status()) ? Kind.STRAINED : Kind.DECLINED;
    }
    var code = receipt.exchange().failure().map(Failure::code);
    return code.filter(OURS::contains).isPresent() ? Kind.UNASKED : Kind.STRAINED;
  }
}
