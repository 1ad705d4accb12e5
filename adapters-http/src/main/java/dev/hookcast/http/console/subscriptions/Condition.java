package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.subscription.Health;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.util.Optional;

/**
 * How a subscription does, for reading.
 *
 * @param sign the class of its badge
 * @param word what the badge says
 * @param why what more there is to say
 * @param since since when, if that is known
 */
record Condition(String sign, String word, Optional<String> why, Optional<Instant> since) {
  static Condition of(Subscription subscription) {
    var failing = subscription.health().failing();
    if (!subscription.settings().enabled()) {
      var why = subscription.pausedBecause();
      return new Condition(
          why.isPresent() ? "bad" : "off",
          why.isPresent() ? "paused by Hookcast" : "paused",
          why.map(Condition::sentence),
          Optional.empty());
    }
    return failing.isPresent()
        ? new Condition("warn", "failing", Optional.empty(), failing.map(Health.Failing::since))
        : new Condition("good", "active", Optional.empty(), Optional.empty());
  }

  private static String sentence(String why) {
    var said = why.strip();
    return said.isEmpty() || said.endsWith(".") ? said : said + ".";
  }
}
