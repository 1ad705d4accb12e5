package dev.hookcast.http.console.page;

import dev.hookcast.core.access.TokenScope;
import java.util.Optional;

/** What the navigation leads to, in its order. */
public enum Area {
  OVERVIEW("Overview", "", Optional.of(TokenScope.DELIVERIES_READ)),
  SUBSCRIPTIONS("Subscriptions", "/subscriptions", Optional.of(TokenScope.SUBSCRIPTIONS_READ)),
  DELIVERIES("Deliveries", "/deliveries", Optional.of(TokenScope.DELIVERIES_READ)),
  EVENTS("Events", "/events", Optional.of(TokenScope.EVENTS_READ)),
  DIALECTS("Dialects", "/dialects", Optional.empty()),
  BINS("Request bins", "/bins", Optional.of(TokenScope.PAYLOADS_READ)),
  TOKENS("Tokens", "/tokens", Optional.of(TokenScope.TOKENS_ADMIN)),
  AUDIT("Audit log", "/audit", Optional.of(TokenScope.AUDIT_READ)),
  SETTINGS("Settings", "/settings", Optional.of(TokenScope.SYSTEM_ADMIN));

  private final String title;
  private final String path;
  private final Optional<TokenScope> scope;

  Area(String title, String path, Optional<TokenScope> scope) {
    this.title = title;
    this.path = path;
    this.scope = scope;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** Where it is, behind the organization's own path. */
  public String path() {
    return path;
  }

  /** What it takes to see it; empty for everybody who signed in. */
  public Optional<TokenScope> scope() {
    return scope;
  }
}
