package dev.hookcast.core.access;

import dev.hookcast.core.InvalidInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a token may be allowed to do; everything that lists scopes keeps this order. */
public enum TokenScope {
  EVENTS_WRITE,
  EVENTS_READ,
  PAYLOADS_READ,
  SUBSCRIPTIONS_READ,
  SUBSCRIPTIONS_WRITE,
  SECRETS_WRITE,
  DELIVERIES_READ,
  DELIVERIES_RESEND,
  TOKENS_ADMIN,
  AUDIT_READ,
  ORGANIZATION_ADMIN,
  SYSTEM_ADMIN;

  /** The scope of this word. */
  public static TokenScope of(String word) {
    for (var scope : values()) {
      if (scope.word().equals(word)) {
        return scope;
      }
    }
    throw InvalidInput.of(
        "",
        "scope_unknown",
        "The scopes are "
            + Arrays.stream(values()).map(TokenScope::word).collect(Collectors.joining(", "))
            + "; owner, editor and viewer stand for several.");
  }

  /** The word that stands for it in JSON, such as {@code events:write}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }
}
