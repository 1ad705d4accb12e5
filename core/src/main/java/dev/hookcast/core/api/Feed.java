package dev.hookcast.core.api;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.spi.AttemptReport;
import dev.hookcast.core.spi.DeliveryListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Tells those who watch an organization what happens, while it happens; nothing is kept for later.
 * No reader holds up the engine or another reader. Safe for any number of threads.
 */
public final class Feed implements DeliveryListener {
  /** How much waits for a reader before the oldest is dropped. */
  static final int CAPACITY = 1_000;

  private final List<Watch> watches = new CopyOnWriteArrayList<>();

  Feed() {}

  /** Watches an organization from now on, until the watch is closed. */
  public Watch watch(OrganizationId organization) {
    var watch = new Watch(organization, CAPACITY, watches::remove);
    watches.add(watch);
    return watch;
  }

  @Override
  public void accepted(OrganizationId organization, Event event, int deliveries) {
    tell(organization, () -> News.Accepted.of(event, deliveries));
  }

  @Override
  public void attempted(AttemptReport report) {
    tell(report.subscription().organization(), () -> new News.Attempted(report.withoutContents()));
  }

  @Override
  public void paused(SubscriptionId subscription, String why) {
    // The attempt that led to it is told.
  }

  @Override
  public void warned(String what) {
    // For those who run the service, not for an organization.
  }

  @Override
  public void failed(String what, RuntimeException cause) {
    // For those who run the service, not for an organization.
  }

  private void tell(OrganizationId organization, Supplier<News> made) {
    var readers = watches.stream().filter(w -> w.organization().equals(organization)).toList();
    if (!readers.isEmpty()) {
      var news = made.get();
      readers.forEach(reader -> reader.tell(news));
    }
  }
}
