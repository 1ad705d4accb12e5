package dev.hookcast.core.delivery;

import dev.hookcast.core.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery is tried again, and when no more.
 *
 * @param schedule the waits after the first attempt, the second, and so on; empty means one attempt
 * @param jitter by which share a wait may be shorter or longer, 0 to 1
 */
public record RetryPolicy(List<Duration> schedule, double jitter) {
  private static final int MAX_RETRIES = 50;
  private static final Duration MIN_WAIT = Duration.ofMillis(100);
  private static final Duration MAX_WAIT = Duration.ofDays(30);
  private static final Duration LONGEST_ASKED = Duration.ofHours(24);

  /** The schedule that Standard Webhooks recommends: ten attempts over 75 hours, ±20 %. */
  public static final RetryPolicy STANDARD =
      new RetryPolicy(
          List.of(
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(14),
              Duration.ofHours(20),
              Duration.ofHours(24)),
          0.2);

  /** A single attempt. */
  public static final RetryPolicy NONE = new RetryPolicy(List.of(), 0);

  public RetryPolicy {
    schedule = List.copyOf(schedule);
  }

  /** What is wrong with this policy, with pointers relative to it. */
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    if (schedule.size() > MAX_RETRIES) {
      problems.add(
          new Problem("/schedule", "schedule_invalid", "A schedule may have at most 50 waits."));
    }
    for (int i = 0; i < schedule.size(); i++) {
      if (schedule.get(i).compareTo(MIN_WAIT) < 0 || schedule.get(i).compareTo(MAX_WAIT) > 0) {
        problems.add(
            new Problem("/schedule/" + i, "schedule_invalid", "A wait is from PT0.1S to P30D."));
      }
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      problems.add(new Problem("/jitter", "jitter_invalid", "Jitter is a share from 0 to 1."));
    }
    return problems;
  }

  /**
   * Decides what follows.
   *
   * @param retriesUsed how many waits of the schedule are already behind
   */
  public Next next(Outcome outcome, int retriesUsed, Instant now, RandomGenerator chance) {
    return switch (outcome) {
      case Outcome.Delivered d -> new Next.Done();
      case Outcome.Retry r when retriesUsed < schedule.size() ->
          new Next.Again(now.plus(wait(schedule.get(retriesUsed), r.notBefore(), now, chance)));
      case Outcome.Retry r -> new Next.GiveUp(r.why());
      case Outcome.Stale s -> new Next.AtOnce();
      case Outcome.Refused r -> new Next.GiveUp(r.why());
      case Outcome.Gone g -> new Next.GiveUpAndPause(g.why());
    };
  }

  private Duration wait(
      Duration planned, Optional<Instant> asked, Instant now, RandomGenerator chance) {
    double spread = 2 * chance.nextDouble() - 1;
    var jittered = times(planned, 1 + jitter * spread);
    // Later than asked rather than sooner: all that were told the same time must not come at once.
    return asked
        .map(at -> times(Duration.between(now, at), 1 + jitter * Math.abs(spread)))
        .map(wait -> clamped(wait, jittered))
        .orElse(jittered);
  }

  /** What was asked for, but neither sooner than planned nor absurdly late. */
  private static Duration clamped(Duration asked, Duration planned) {
    var latest = longer(planned.multipliedBy(2), Duration.ofHours(1));
    var bounded = asked.compareTo(latest) > 0 ? latest : asked;
    var capped = bounded.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : bounded;
    return longer(capped, planned);
  }

  private static Duration times(Duration wait, double share) {
    return Duration.ofMillis(Math.round(wait.toMillis() * share));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
