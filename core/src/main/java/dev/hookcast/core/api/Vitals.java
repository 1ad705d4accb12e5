package dev.hookcast.core.api;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.spi.AttemptReport;
import dev.hookcast.core.spi.DeliveryListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts, minute by minute, what each organization's deliveries did in the last hour, as far as
 * this process has seen it. Kept in memory only; an organization without traffic is forgotten. Safe
 * for any number of threads.
 */
public final class Vitals implements DeliveryListener {
  /** How many minutes are kept. */
  static final int MINUTES = 60;

  /** How many organizations are counted at most; the longest silent makes room. */
  static final int ORGANIZATIONS = 10_000;

  private final InstantSource clock;
  private final Instant since;
  private final Map<OrganizationId, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true);
  private long swept;

  Vitals(InstantSource clock) {
    this.clock = clock;
    this.since = clock.instant();
    this.swept = Tally.minute(since);
  }

  /** How an organization does now. */
  public Pulse of(OrganizationId organization) {
    var now = clock.instant();
    synchronized (tallies) {
      return tallies.getOrDefault(organization, new Tally()).pulse(since, now);
    }
  }

  @Override
  public void accepted(OrganizationId organization, Event event, int deliveries) {
    note(organization, Tally.Count::addEvent);
  }

  @Override
  public void attempted(AttemptReport report) {
    var attempt = report.settlement().attempt();
    // A late one stands in the log as interrupted already, and may be no failure of anybody's.
    if (attempt.outcome() != AttemptOutcome.LATE) {
      note(report.subscription().organization(), count -> count.add(attempt));
    }
  }

  @Override
  public void paused(SubscriptionId subscription, String why) {
    // The attempt that led to it is counted.
  }

  @Override
  public void warned(String what) {
    // For those who run the service, not for an organization.
  }

  @Override
  public void failed(String what, RuntimeException cause) {
    // For those who run the service, not for an organization.
  }

  /** How many organizations are counted. */
  int counted() {
    synchronized (tallies) {
      return tallies.size();
    }
  }

  private void note(OrganizationId organization, Consumer<Tally.Count> what) {
    long now = Tally.minute(clock.instant());
    synchronized (tallies) {
      sweep(now);
      makeRoom(organization);
      what.accept(tallies.computeIfAbsent(organization, key -> new Tally()).count(now));
    }
  }

  /** Once a minute, so that it costs next to nothing. */
  private void sweep(long now) {
    if (now != swept) {
      swept = now;
      tallies.values().removeIf(tally -> tally.silent(now));
    }
  }

  private void makeRoom(OrganizationId coming) {
    if (tallies.size() >= ORGANIZATIONS && !tallies.containsKey(coming)) {
      var eldest = tallies.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  /**
   * What happened in a minute.
   *
   * @param at its begin
   * @param accepted events that came in
   * @param delivered attempts that arrived
   * @param failed attempts that didn't
   */
  public record Minute(Instant at, long accepted, long delivered, long failed) {}

  /**
   * How an organization does.
   *
   * @param since since when this process has counted, an hour ago at most
   * @param minutes the last hour's, the oldest first, the present one last
   * @param durations how long its attempts took
   */
  public record Pulse(Instant since, List<Minute> minutes, Durations durations) {
    public Pulse {
      minutes = List.copyOf(minutes);
    }

    /** Events that came in. */
    public long accepted() {
      return minutes.stream().mapToLong(Minute::accepted).sum();
    }

    /** Attempts that arrived. */
    public long delivered() {
      return minutes.stream().mapToLong(Minute::delivered).sum();
    }

    /** Attempts that didn't. */
    public long failed() {
      return minutes.stream().mapToLong(Minute::failed).sum();
    }
  }
}
