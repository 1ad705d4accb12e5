package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.api.Trials;
import java.util.List;
import java.util.Optional;

/** What a subscription's page has to say beside the subscription: what was just asked for. */
sealed interface Told {
  /** Nothing. */
  record Nothing() implements Told {}

  /**
   * It was saved.
   *
   * @param secret what was made for it, shown this once
   * @param warnings what is allowed but may not work
   */
  record Saved(Optional<Secret> secret, List<Problem> warnings) implements Told {
    public Saved {
      warnings = List.copyOf(warnings);
    }
  }

  /** It has another secret, shown this once. */
  record Rotated(Secret secret) implements Told {}

  /** It was looked through. */
  record Looked(Subscriptions.Validity validity) implements Told {}

  /** It was tried out with an example of this type. */
  record Tried(String type, Trials.Trial trial) implements Told {}

  /** What was asked for can't be done, and why. */
  record Refused(String part, Wrongs wrongs) implements Told {}

  /** Nothing. */
  Told NOTHING = new Nothing();
}
