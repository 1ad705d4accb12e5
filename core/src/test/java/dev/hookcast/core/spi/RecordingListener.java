package dev.hookcast.core.spi;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that writes down, a line each, what it is told. Safe for any number of threads. */
public final class RecordingListener implements DeliveryListener {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** What it was told, in order: {@code accepted ID N}, {@code attempted ID n OUTCOME STATE}, … */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void accepted(OrganizationId organization, EventId event, int deliveries) {
    lines.add("accepted " + event + " " + deliveries);
  }

  @Override
  public void attempted(Claim claim, Attempt attempt, DeliveryState state) {
    lines.add(
        "attempted "
            + claim.id()
            + " "
            + attempt.number()
            + " "
            + attempt.outcome().word()
            + " "
            + state.word());
  }

  @Override
  public void paused(SubscriptionId subscription, String why) {
    lines.add("paused " + subscription + " " + why);
  }

  @Override
  public void failed(String what, RuntimeException cause) {
    lines.add("failed " + what);
  }
}
