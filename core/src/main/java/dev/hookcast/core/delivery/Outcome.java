package dev.hookcast.core.delivery;

import java.time.Instant;
import java.util.Optional;

/** What the other side did, as the sink understood it. */
public sealed interface Outcome {
  /** It took the delivery. */
  record Delivered(String summary) implements Outcome {}

  /**
   * It didn't, but may another time.
   *
   * @param notBefore the earliest time that it asked for
   */
  record Retry(String why, Optional<Instant> notBefore) implements Outcome {}

  /**
   * It hung up on a connection that was kept from an earlier request, and answered nothing: most
   * likely it never read this one. That is no failure of its, so the delivery may be tried again at
   * once.
   */
  record Stale(String why) implements Outcome {}

  /** It never will: trying again can't help. */
  record Refused(String why) implements Outcome {}

  /** It is gone for good: nothing further should be sent there until somebody says so. */
  record Gone(String why) implements Outcome {}
}
