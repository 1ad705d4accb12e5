package dev.hookcast.core.spi;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.Event;
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
  public void accepted(OrganizationId organization, Event event, int deliveries) {
    lines.add("accepted " + event.id() + " " + deliveries);
  }

  @Override
  public void attempted(AttemptReport report) {
    var settlement = report.settlement();
    lines.add(
        "attempted "
            + settlement.claim().id()
            + " "
            + settlement.attempt().number()
            + " "
            + settlement.attempt().outcome().word()
            + " "
            + settlement.state().word());
  }

  @Override
  public void paused(SubscriptionId subscription, String why) {
    lines.add("paused " + subscription + " " + why);
  }

  @Override
  public void warned(String what) {
    lines.add("warned " + what);
  }

  @Override
  public void failed(String what, RuntimeException cause) {
    lines.add("failed " + what);
  }
}
