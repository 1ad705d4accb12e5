package com.example.hookcast;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.spi.AttemptReport;
import dev.hookcast.core.spi.DeliveryListener;
import java.io.PrintStream;

/** Prints what goes wrong; a larger program would count and log here. */
record FailureLog(PrintStream err) implements DeliveryListener {
  @Override
  public void accepted(OrganizationId organization, Event event, int deliveries) {}

  @Override
  public void attempted(AttemptReport report) {}

  @Override
  public void paused(SubscriptionId subscription, String why) {
    err.println("Subscription " + subscription + " is paused: " + why);
  }

  @Override
  public void warned(String what) {
    err.println(what);
  }

  @Override
  public void failed(String what, RuntimeException cause) {
    err.println(what + ": " + cause.getMessage());
  }
}
