package dev.hookcast.http.server;

/**
 * How an API tells what is wrong: Hookcast's own by a problem document, each platform's in the form
 * that its clients know. Safe for any number of threads.
 */
@FunctionalInterface
public interface ErrorForm {
  /** Hookcast's own form, RFC 9457. */
  ErrorForm PROBLEM = Refusal::inOwnForm;

  /** The answer to a call that ended with this refusal; its headers are added by the server. */
  Answer of(Refusal refusal, String requestId);
}
