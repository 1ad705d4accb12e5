package dev.hookcast.app.bench;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.LogEntry;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes note of every attempt and keeps none; nothing is ever due. */
public final class ForgetfulDeliveries implements DeliveryStore {
  @Override
  public int recover(Instant now) {
    return 0;
  }

  @Override
  public List<Due> due() {
    return List.of();
  }

  @Override
  public List<Due> due(List<SubscriptionId> of) {
    return List.of();
  }

  @Override
  public List<Claim.WithEvent> claim(List<Demand> demands, Instant now) {
    return List.of();
  }

  @Override
  public boolean lasts(Claim claim) {
    return true;
  }

  @Override
  public int nodes() {
    return 1;
  }

  @Override
  public boolean settle(Settlement settlement) {
    return true;
  }

  @Override
  public void release(List<Claim> claims) {
    // Nothing goes back to a store that has nothing.
  }

  @Override
  public void cancel(SubscriptionId subscription) {
    // Nothing waits.
  }

  @Override
  public Optional<Resend> resend(
      OrganizationId organization, DeliveryId id, Instant now, Optional<AuditEntry> audit) {
    return Optional.empty();
  }

  @Override
  public int waiting(OrganizationId organization, int limit) {
    return 0;
  }

  @Override
  public Optional<Delivery> find(OrganizationId organization, DeliveryId id) {
    return Optional.empty();
  }

  @Override
  public Page<Delivery> list(Query query) {
    return new Page<>(List.of(), Optional.empty());
  }

  @Override
  public List<LogEntry> log(LogQuery query) {
    return List.of();
  }

  @Override
  public long logged(LogQuery query) {
    return 0;
  }

  @Override
  public Optional<LogEntry> entry(OrganizationId organization, long number) {
    return Optional.empty();
  }
}
