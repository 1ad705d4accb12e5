package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * An attempt as its delivery's page shows it, with headers and bodies.
 *
 * @param share how much of its time it took, in percent, if it is known how much it had
 */
record Try(Attempt attempt, Optional<Sent> sent, Optional<Got> got, Optional<Integer> share) {
  private static final int WHOLE = 100;

  /** What left, and the command that sends it again. */
  record Sent(Request request, Content body, Curl curl) {}

  /** What came back. */
  record Got(Response response, Content body) {}

  static Try of(Attempt attempt, Optional<Duration> timeout) {
    var exchange = attempt.exchange();
    return new Try(
        attempt,
        exchange.map(Exchange::request).filter(r -> !r.method().isEmpty()).map(Try::sent),
        exchange.flatMap(Exchange::response).map(Try::got),
        timeout.map(most -> share(attempt.duration(), most)));
  }

  Optional<Failure> failure() {
    return attempt.exchange().flatMap(Exchange::failure);
  }

  private static Sent sent(Request request) {
    return new Sent(
        request, Content.of(request.body(), request.headers(), false), Curl.of(request));
  }

  private static Got got(Response response) {
    return new Got(response, Content.of(response.body(), response.headers(), response.truncated()));
  }

  private static int share(Duration took, Duration most) {
    return (int) Math.clamp(WHOLE * took.toMillis() / Math.max(1, most.toMillis()), 0, WHOLE);
  }
}
