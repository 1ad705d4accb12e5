package dev.hookcast.core.spi;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.Event;
import java.util.List;

/** Tells several listeners, one after the other. */
public record Listeners(List<DeliveryListener> all) implements DeliveryListener {
  public Listeners {
    all = List.copyOf(all);
  }

  @Override
  public void accepted(OrganizationId organization, Event event, int deliveries) {
    all.forEach(listener -> listener.accepted(organization, event, deliveries));
  }

  @Override
  public void attempted(AttemptReport report) {
    all.forEach(listener -> listener.attempted(report));
  }

  @Override
  public void paused(SubscriptionId subscription, String why) {
    all.forEach(listener -> listener.paused(subscription, why));
  }

  @Override
  public void warned(String what) {
    all.forEach(listener -> listener.warned(what));
  }

  @Override
  public void failed(String what, RuntimeException cause) {
    all.forEach(listener -> listener.failed(what, cause));
  }
}
