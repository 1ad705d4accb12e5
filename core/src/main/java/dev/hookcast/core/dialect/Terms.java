package dev.hookcast.core.dialect;

import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.RetryPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * A platform's terms: which answers are success, and how a failed delivery is tried again.
 *
 * @param successFrom the first status that means success
 * @param successTo the last one
 * @param failuresStop true if failures may pause the subscription: a 410 at once, five days with
 *     nothing else in the end
 */
public record Terms(int successFrom, int successTo, boolean failuresStop, RetryPolicy retry) {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final int GONE = 410;

  /** Any 2xx is success, 410 is gone, and the Standard Webhooks schedule. */
  public static final Terms STANDARD = new Terms(200, 299, true, RetryPolicy.STANDARD);

  /**
   * What an answer with this status means.
   *
   * @param retryAfter the time that the answer asked to wait for; only 429 and 503 may ask
   */
  public Outcome judge(int status, Optional<Instant> retryAfter) {
    if (status >= successFrom && status <= successTo) {
      return new Outcome.Delivered("answered " + status);
    }
    if (status == GONE && failuresStop) {
      return new Outcome.Gone("the receiver answered 410 Gone");
    }
    boolean mayAsk = status == TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE;
    return new Outcome.Retry(
        "the receiver answered " + status, mayAsk ? retryAfter : Optional.empty());
  }
}
