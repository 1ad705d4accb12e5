package dev.hookcast.http.rest;

import java.util.Locale;

/** What a token may be allowed to do. */
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

  /** The word that stands for it in JSON, such as {@code events:write}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }
}
