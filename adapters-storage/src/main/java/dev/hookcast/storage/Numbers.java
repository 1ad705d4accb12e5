package dev.hookcast.storage;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Under which numbers organizations and subscriptions are filed. A number never changes, so it is
 * looked up once.
 */
final class Numbers {
  private static final String ORGANIZATION = "SELECT number FROM organization WHERE id = ?";
  private static final String NEW_ORGANIZATION =
      "INSERT INTO organization (id) VALUES (?) ON CONFLICT DO NOTHING";
  private static final String SUBSCRIPTION = "SELECT number FROM subscription WHERE id = ?";

  private final Database database;
  private final Map<String, Long> organizations = new ConcurrentHashMap<>();
  private final Map<String, Long> subscriptions = new ConcurrentHashMap<>();

  Numbers(Database database) {
    this.database = database;
  }

  Optional<Long> find(OrganizationId organization) {
    return known(organizations, ORGANIZATION, organization.value());
  }

  Optional<Long> find(SubscriptionId subscription) {
    return known(subscriptions, SUBSCRIPTION, subscription.value());
  }

  /** The organization's number; one that isn't there comes into being. */
  long of(OrganizationId organization) {
    return find(organization).orElseGet(() -> added(organization));
  }

  long of(SubscriptionId subscription) {
    return find(subscription)
        .orElseThrow(
            () -> new IllegalStateException("subscription " + subscription + " isn't stored"));
  }

  private long added(OrganizationId organization) {
    database.writer().write(s -> s.on(NEW_ORGANIZATION).with(organization.value()).update());
    return find(organization).orElseThrow();
  }

  private Optional<Long> known(Map<String, Long> cache, String sql, String id) {
    var cached = Optional.ofNullable(cache.get(id));
    if (cached.isPresent()) {
      return cached;
    }
    var found = database.readers().read(s -> s.on(sql).with(id).first(Row::number));
    found.ifPresent(number -> cache.put(id, number));
    return found;
  }
}
