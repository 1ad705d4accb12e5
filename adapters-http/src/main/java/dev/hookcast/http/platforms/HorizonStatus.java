package dev.hookcast.http.platforms;

import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.spi.LogEntry;

/**
 * How an entry of a log ended, in Horizon's words.
 *
 * @param word {@code waiting}, {@code success} or {@code failed}
 * @param why what went wrong; empty unless it failed
 */
record HorizonStatus(String word, String why) {
  private static final HorizonStatus WAITING = new HorizonStatus("waiting", "");
  private static final HorizonStatus SUCCESS = new HorizonStatus("success", "");

  static HorizonStatus of(LogEntry entry) {
    return entry.attempt().map(HorizonStatus::made).orElseGet(() -> unmade(entry));
  }

  private static HorizonStatus made(Attempt attempt) {
    return switch (attempt.outcome()) {
      case DELIVERED -> SUCCESS;
      case RETRY, REFUSED, GONE -> failed(why(attempt));
      case INTERRUPTED -> failed("the service ended before an answer came; it is sent once more");
      case LATE -> failed("the answer came when it was being sent once more already");
    };
  }

  /** What no attempt was made for under its own number: a resend of it may have come first. */
  private static HorizonStatus unmade(LogEntry entry) {
    boolean resend = entry.number() != entry.delivery().number();
    if (resend) {
      return WAITING;
    }
    return switch (entry.delivery().state()) {
      case WAITING, SENDING -> WAITING;
      case DELIVERED -> SUCCESS;
      case EXHAUSTED, CANCELLED -> failed("it was given up before it was sent");
    };
  }

  private static HorizonStatus failed(String why) {
    return new HorizonStatus("failed", why);
  }

  private static String why(Attempt attempt) {
    var exchange = attempt.exchange();
    return exchange
        .flatMap(Exchange::response)
        .map(Response::status)
        .map(status -> "unexpected response code: " + status)
        .or(
            () ->
                exchange
                    .flatMap(Exchange::failure)
                    .map(Failure::detail)
                    .map(detail -> "failed to send req, error: " + detail))
        .orElse(attempt.outcome().word());
  }
}
