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
 * @param timeout how long one may take by today's settings, if that is known
 */
record Try(Attempt attempt, Optional<Sent> sent, Optional<Got> got, Optional<Duration> timeout) {
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
        timeout);
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

  /** How much of the time that it had it took, in percent. */
  int share() {
    long most = timeout.map(Duration::toMillis).orElse(1L);
    return Math.clamp(WHOLE * attempt.duration().toMillis() / Math.max(1, most), 1, WHOLE);
  }
}
