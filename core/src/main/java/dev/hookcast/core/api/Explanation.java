package dev.hookcast.core.api;

import dev.hookcast.core.filter.Verdict;
import dev.hookcast.core.subscription.Subscription;

/** What a subscription, as it is today, says of an event. */
public record Explanation(Subscription subscription, Verdict verdict) {
  /** The verdict's word in JSON. */
  public String word() {
    return switch (verdict) {
      case Verdict.Matched matched -> "matched";
      case Verdict.Skipped skipped -> "skipped";
    };
  }

  /** Why it is so, as a sentence for people. */
  public String reason() {
    return switch (verdict) {
      case Verdict.Matched matched -> "Matched: all that the subscription asks for is met.";
      case Verdict.Skipped skipped -> "Skipped: " + skipped.reason() + ".";
    };
  }
}
