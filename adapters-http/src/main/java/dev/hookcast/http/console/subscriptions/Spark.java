package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.api.LoggedEvent;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.http.console.page.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The latest attempts as a small picture: a bar each, the oldest first, as long as it took. What
 * arrived stands above the line, what didn't hangs below it.
 *
 * @param says the same in words
 */
record Spark(List<Bar> bars, String says) {
  /** How many entries of a log it shows. */
  static final int ENTRIES = 30;

  private static final int LINE = 12;
  private static final int STEP = 4;
  private static final int LEAST = 3;

  Spark {
    bars = List.copyOf(bars);
  }

  /**
   * One attempt.
   *
   * @param sort the class of its colour
   */
  record Bar(int x, int y, int height, String sort) {}

  /**
   * The picture of a log.
   *
   * @param log the newest first
   */
  static Spark of(List<LoggedEvent> log) {
    var attempts = log.stream().flatMap(each -> each.entry().attempt().stream()).toList();
    long longest = attempts.stream().mapToLong(each -> each.duration().toMillis()).max().orElse(1);
    var bars = new ArrayList<Bar>();
    int x = STEP * (ENTRIES - log.size());
    for (var each : log.reversed()) {
      bars.add(bar(x, each.entry().attempt(), Math.max(1, longest)));
      x += STEP;
    }
    return new Spark(bars, words(attempts, longest));
  }

  private static Bar bar(int x, Optional<Attempt> attempt, long longest) {
    var height = attempt.map(made -> height(made.duration(), longest)).orElse(LEAST);
    var sort = attempt.map(made -> arrived(made) ? "bar-good" : "bar-bad").orElse("bar-none");
    return new Bar(x, sort.equals("bar-bad") ? LINE : LINE - height, height, sort);
  }

  /** By the root, so that a single slow one doesn't flatten all others. */
  private static int height(Duration duration, long longest) {
    double share = Math.sqrt((double) duration.toMillis() / longest);
    return LEAST + (int) Math.round((LINE - LEAST) * share);
  }

  private static String words(List<Attempt> attempts, long longest) {
    if (attempts.isEmpty()) {
      return "Nothing was sent yet";
    }
    long arrived = attempts.stream().filter(Spark::arrived).count();
    return "%d of the latest %d attempts arrived, the slowest took %s"
        .formatted(arrived, attempts.size(), Moment.duration(Duration.ofMillis(longest)));
  }

  private static boolean arrived(Attempt attempt) {
    return attempt.outcome() == AttemptOutcome.DELIVERED;
  }
}
