package dev.hookcast.app.service;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.spi.AttemptReport;
import dev.hookcast.core.spi.DeliveryListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes one line per attempt. Safe for any number of threads. */
public final class DeliveryLog implements DeliveryListener {
  private static final Logger LOG = LoggerFactory.getLogger("hookcast.delivery");

  private final Level attempts;

  private DeliveryLog(Level attempts) {
    this.attempts = attempts;
  }

  /** A log of everything that an operator wants to see. */
  public static DeliveryLog full() {
    return new DeliveryLog(Level.INFO);
  }

  /** A log of what goes wrong inside; for programs that tell of attempts themselves. */
  public static DeliveryLog quiet() {
    return new DeliveryLog(Level.DEBUG);
  }

  @Override
  public void accepted(OrganizationId organization, Event event, int deliveries) {
    LOG.debug("event {} of {} accepted, {} deliveries", event.id(), organization, deliveries);
  }

  @Override
  public void attempted(AttemptReport report) {
    if (LOG.isEnabledForLevel(attempts)) {
      LOG.atLevel(attempts).log(line(report));
    }
  }

  @Override
  public void paused(SubscriptionId subscription, String why) {
    LOG.warn("subscription {} is paused: {}", subscription, why);
  }

  @Override
  public void warned(String what) {
    LOG.warn("{}", what);
  }

  @Override
  public void failed(String what, RuntimeException cause) {
    LOG.error("{}: {}", what, cause.getMessage(), cause);
  }

  /** Joined here: filling in a pattern costs more, and there may be thousands a second. */
  private static String line(AttemptReport report) {
    var claim = report.settlement().claim();
    var attempt = report.settlement().attempt();
    return "delivery "
        + claim.id()
        + " of subscription "
        + claim.subscription()
        + ": attempt "
        + attempt.number()
        + " "
        + attempt.outcome().word()
        + " in "
        + attempt.duration().toMillis()
        + " ms"
        + reason(attempt)
        + (Subscriptions.cautions(report.subscription().settings()).isEmpty()
            ? ""
            : ", TLS not verified")
        + ", now "
        + report.settlement().state().word();
  }

  private static String reason(Attempt attempt) {
    return attempt
        .exchange()
        .flatMap(Exchange::failure)
        .map(Failure::code)
        .map(code -> " (" + code + ")")
        .orElse("");
  }
}
