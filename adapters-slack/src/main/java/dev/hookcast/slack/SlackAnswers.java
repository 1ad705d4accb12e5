package dev.hookcast.slack;

import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Slack's answers mean: docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. The
 * word in the body says more than the status, which has changed over the years.
 */
final class SlackAnswers {
  private static final int OK = 200;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_REFUSAL = 300;
  private static final int FIRST_SERVER_ERROR = 500;

  /**
   * The webhook, its channel or its workspace is no more: the next message would fare no better.
   */
  private static final Set<String> NO_MORE =
      Set.of(
          "no_service",
          "no_service_id",
          "no_active_hooks",
          "no_team",
          "team_disabled",
          "channel_is_archived");

  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{1,63}");

  private SlackAnswers() {}

  /** What an answer means; {@code retryAfter} is the time that it asked to wait for. */
  static Outcome judge(int status, String body, Optional<Instant> retryAfter) {
    var word = body.strip();
    if (status == OK && word.equals("ok")) {
      return new Outcome.Delivered("Slack answered ok");
    }
    var said = said(status, word);
    if (NO_MORE.contains(word) || status == GONE) {
      return new Outcome.Gone(said);
    }
    return mayPass(status) ? new Outcome.Retry(said, retryAfter) : new Outcome.Refused(said);
  }

  /** What is recorded beside an answer that wasn't success. */
  static Optional<Failure> failure(Outcome outcome, int status) {
    var code = status == OK ? "answer_not_ok" : "http_status";
    return switch (outcome) {
      case Outcome.Delivered delivered -> Optional.empty();
      case Outcome.Retry retry -> Optional.of(new Failure(code, retry.why()));
      case Outcome.Stale stale -> Optional.of(new Failure(code, stale.why()));
      case Outcome.Refused refused -> Optional.of(new Failure(code, refused.why()));
      case Outcome.Gone gone -> Optional.of(new Failure(code, gone.why()));
    };
  }

  /**
   * A success that doesn't say ok comes from something that stands before Slack for a while: the
   * message hasn't arrived, and nobody refused it.
   */
  private static boolean mayPass(int status) {
    return status < FIRST_REFUSAL
        || status == REQUEST_TIMEOUT
        || status == TOO_MANY_REQUESTS
        || status >= FIRST_SERVER_ERROR;
  }

  private static String said(int status, String word) {
    return "Slack answered " + status + (WORD.matcher(word).matches() ? " " + word : "");
  }
}
