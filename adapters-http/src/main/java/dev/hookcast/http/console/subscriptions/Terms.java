package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How often and how much is sent, as it stands in the form. */
final class Terms {
  private static final String MODE = "retry.mode";
  private static final String SCHEDULE = "retry.schedule";
  private static final String JITTER = "retry.jitter";
  private static final String CONCURRENCY = "limits.concurrency";
  private static final String RATE = "limits.per_second";

  private Terms() {}

  /** What a subscription gets that says nothing else. */
  static RetryPolicy usual(SinkSpec spec, Dialect dialect) {
    return spec.usual().retry().orElse(dialect.terms().retry());
  }

  /** A schedule in words. */
  static String words(RetryPolicy policy) {
    int waits = policy.schedule().size();
    if (waits == 0) {
      return "Sent once, never again by itself.";
    }
    var total = policy.schedule().stream().reduce(Duration.ZERO, Duration::plus);
    var schedule =
        policy.schedule().stream().map(Spans::shortened).collect(Collectors.joining(", "));
    return "Up to %d attempts, after %s; about %s in all."
        .formatted(waits + 1, schedule, rounded(total));
  }

  private static String rounded(Duration total) {
    if (total.toHours() >= 48) {
      return Math.round(total.toHours() / 24.0) + " days";
    }
    return total.toMinutes() >= 120
        ? Math.round(total.toMinutes() / 60.0) + " hours"
        : total.toSeconds() >= 120
            ? Math.round(total.toSeconds() / 60.0) + " minutes"
            : Spans.shortened(total);
  }

  static void write(Map<String, String> fields, Settings settings, SinkSpec spec) {
    var retry = settings.retry();
    var usual = usual(spec, settings.dialect());
    fields.put(MODE, mode(retry, usual));
    if (!retry.equals(usual)) {
      fields.put(
          SCHEDULE,
          retry.schedule().stream().map(Spans::shortened).collect(Collectors.joining("\n")));
      fields.put(JITTER, plain(retry.jitter()));
    }
    var limits = settings.limits();
    var usually = spec.usual().limits();
    if (limits.concurrency() != usually.concurrency()) {
      fields.put(CONCURRENCY, Integer.toString(limits.concurrency()));
    }
    if (!limits.perSecond().equals(usually.perSecond())) {
      fields.put(RATE, limits.perSecond().map(Terms::plain).orElse("none"));
    }
  }

  private static String mode(RetryPolicy retry, RetryPolicy usual) {
    if (retry.equals(usual)) {
      return "usual";
    }
    return retry.schedule().isEmpty() ? "once" : "own";
  }

  /** The policy that was chosen; empty for the usual one. */
  static Optional<JsonObject> retry(Draft draft) {
    var waits =
        switch (draft.text(MODE)) {
          case "once" -> Optional.of(List.<String>of());
          case "own" -> Optional.of(draft.lines(SCHEDULE).stream().map(Spans::iso).toList());
          default -> Optional.<List<String>>empty();
        };
    return waits.map(schedule -> retry(schedule, draft.text(JITTER)));
  }

  private static JsonObject retry(List<String> schedule, String jitter) {
    var out = JsonObject.writing().put("schedule", schedule);
    return (jitter.isEmpty() ? out : out.put("jitter", Draft.number(jitter))).done();
  }

  /** The limits that were chosen, without those that are as usual. */
  static JsonObject limits(Draft draft) {
    return JsonObject.writing()
        .putIf("concurrency", typed(draft.text(CONCURRENCY)))
        .putIf("per_second", typed(draft.text(RATE)))
        .done();
  }

  private static Optional<Json> typed(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Draft.number(text));
  }

  /** A number without a fraction that says nothing. */
  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
