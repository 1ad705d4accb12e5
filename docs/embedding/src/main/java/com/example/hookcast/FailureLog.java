package com.example.hookcast;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryListener;
import java.io.PrintStream;

/** Prints what goes wrong; a larger program would count and log here. */
record FailureLog(PrintStream err) implements DeliveryListener {
  @Override
  public void accepted(OrganizationId organization, EventId event, int deliveries) {}

  @Override
  public void attempted(Claim claim, Attempt attempt, DeliveryState state) {}

  @Override
  public void paused(SubscriptionId subscription, String why) {
    err.println("Subscription " + subscription + " is paused: " + why);
  }

  @Override
  public void failed(String what, RuntimeException cause) {
    err.println(what + ": " + cause.getMessage());
  }
}
