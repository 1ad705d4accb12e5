package dev.hookcast.core.access;

import static dev.hookcast.core.access.TokenScope.DELIVERIES_READ;
import static dev.hookcast.core.access.TokenScope.DELIVERIES_RESEND;
import static dev.hookcast.core.access.TokenScope.EVENTS_READ;
import static dev.hookcast.core.access.TokenScope.EVENTS_WRITE;
import static dev.hookcast.core.access.TokenScope.PAYLOADS_READ;
import static dev.hookcast.core.access.TokenScope.SECRETS_WRITE;
import static dev.hookcast.core.access.TokenScope.SUBSCRIPTIONS_READ;
import static dev.hookcast.core.access.TokenScope.SUBSCRIPTIONS_WRITE;
import static dev.hookcast.core.access.TokenScope.SYSTEM_ADMIN;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Scopes that go well together, under one name. */
public enum ScopeSet {
  /** Everything within an organization. */
  OWNER,
  /** Publishes, subscribes and looks after deliveries. */
  EDITOR,
  /** Sees what happens, but no payload. */
  VIEWER;

  /** The set of this lower-case name. */
  public static Optional<ScopeSet> named(String word) {
    for (var set : values()) {
      if (set.word().equals(word)) {
        return Optional.of(set);
      }
    }
    return Optional.empty();
  }

  /** The scopes that a word means: a set's, or the one of this name. */
  public static Set<TokenScope> meant(String word) {
    return named(word).map(ScopeSet::scopes).orElseGet(() -> EnumSet.of(TokenScope.of(word)));
  }

  /** The name that stands for it in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it holds. */
  public Set<TokenScope> scopes() {
    return switch (this) {
      case OWNER -> EnumSet.complementOf(EnumSet.of(SYSTEM_ADMIN));
      case EDITOR ->
          EnumSet.of(
              EVENTS_WRITE,
              EVENTS_READ,
              PAYLOADS_READ,
              SUBSCRIPTIONS_READ,
              SUBSCRIPTIONS_WRITE,
              SECRETS_WRITE,
              DELIVERIES_READ,
              DELIVERIES_RESEND);
      case VIEWER -> EnumSet.of(EVENTS_READ, SUBSCRIPTIONS_READ, DELIVERIES_READ);
    };
  }
}
