package dev.hookcast.storage;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Timing;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.DeliveryStore.LogQuery;
import dev.hookcast.core.spi.LogEntry;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.subscription.Subscription;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that an earlier version has written opens, with all that it holds. */
class MigrationTest {
  /** What V7 and all after it have added, taken back. */
  private static final List<String> SINCE_V7 =
      List.of(
          "ALTER TABLE node DROP COLUMN lease_until",
          "ALTER TABLE node DROP COLUMN ended",
          "DROP TABLE change",
          "DROP INDEX subscription_by_change",
          "ALTER TABLE subscription DROP COLUMN changed",
          "DROP TABLE audit_chain",
          "DROP TABLE audit",
          "DROP INDEX delivery_waiting",
          "DROP INDEX delivery_exhausted",
          "DROP INDEX delivery_cancelled",
          "ALTER TABLE attempt DROP COLUMN timing",
          "ALTER TABLE token DROP COLUMN retiring",
          "ALTER TABLE token DROP COLUMN retiring_until",
          "ALTER TABLE token DROP COLUMN addresses",
          "ALTER TABLE token DROP COLUMN last_used_at");

  private static final OrganizationId MARINA = new OrganizationId("marina");

  @TempDir private Path folder;

  @Test
  void aStoreWithoutTokensGetsThem() throws SQLException {
    var sqlite = Sqlite.at(folder.resolve("hookcast.db"));
    sqlite.create();
    sqlite.writing().close();
    Flyway.configure()
        .dataSource(sqlite.url(), "", "")
        .locations(Sqlite.MIGRATIONS)
        .target("1")
        .load()
        .migrate();
    execute(
        sqlite,
        "INSERT INTO node (started_at) VALUES (" + Nanos.of(NOON) + ")",
        "INSERT INTO organization (number, id) VALUES (7, 'marina')",
        """
        INSERT INTO event (number, organization, id, type, status, received_at, dialect, digest,
          document)
        VALUES (3, 7, 'dpl-9', 'environment.deploy', 'succeeded', 5, 'hookcast', x'00', x'7b7d')
        """);

    try (var stores = SqliteStores.open(sqlite)) {
      assertThat(stores.organizations().organizations())
          .containsExactly(
              new Organization(MARINA, 7, "marina", NOON),
              new Organization(OrganizationId.DEFAULT, 1, "default", NOON));
      assertThat(stores.organizations().tokens()).isEmpty();
      assertThat(stores.events().latestTime()).contains(NOON);
      assertThat(stores.events().find(MARINA, new EventId("dpl-9"))).isPresent();
      var subscription = Sample.subscription(new CountingIds(), MARINA);
      assertThat(stores.subscriptions().save(subscription)).isTrue();
      assertThat(stores.organizations().delete(MARINA)).isTrue();
      assertThat(stores.subscriptions().all()).isEmpty();
      var added = stores.organizations().add(new OrganizationId("quay"), "Quay", NOON);
      assertThat(added.map(Organization::number)).isEqualTo(Optional.of(8L));
    }
  }

  @Test
  void aStoreWithoutLogsGetsThem() throws SQLException {
    var sqlite = Sqlite.at(folder.resolve("hookcast.db"));
    Subscription to;
    DeliveryId id;
    long further;
    try (var stores = SqliteStores.open(sqlite)) {
      to = Sample.subscription(stores.ids());
      stores.subscriptions().save(to);
      var delivery = Sample.claimed(stores.ids(), to);
      id = delivery.id();
      var event = Sample.arriving(stores.ids(), Sample.event("dpl-9"), List.of(delivery));
      var accepted = (Accepted) stores.events().accept(List.of(event));
      settle(stores, accepted.entries().getFirst().claims().getFirst(), event);
      stores.deliveries().resend(OrganizationId.DEFAULT, id, NOON);
      further = settle(stores, claim(stores, to), event);
      stores.deliveries().resend(OrganizationId.DEFAULT, id, NOON);
    }
    execute(sqlite, SINCE_V7.toArray(String[]::new));
    execute(
        sqlite,
        "DROP TABLE resend",
        "DROP INDEX attempt_by_subscription",
        "ALTER TABLE attempt DROP COLUMN subscription",
        "DROP TABLE clock",
        "DROP INDEX event_by_age",
        "ALTER TABLE subscription DROP COLUMN failing_since",
        "ALTER TABLE subscription DROP COLUMN failing_latest",
        "ALTER TABLE subscription DROP COLUMN untold_pause",
        "DELETE FROM flyway_schema_history WHERE version IN ('3', '4', '5', '6', '7', '8', '9',"
            + " '10')");

    try (var stores = SqliteStores.open(sqlite)) {
      assertThat(stores.subscriptions().all()).containsExactly(to);
      var log = new LogQuery(OrganizationId.DEFAULT, to.id(), Set.of(), Optional.empty(), 0, 9);
      assertThat(stores.deliveries().log(log))
          .extracting(LogEntry::number)
          .containsExactly(further, Uuid7.number(Uuid7.bytes(id.value()).orElseThrow()));
      var asked = claim(stores, to);
      assertThat(asked.trigger()).isEqualTo(Trigger.MANUAL);
      assertThat(asked.logNumber()).isEmpty();
      try (var after = stores.restarted()) {
        assertThat(after.deliveries().recover(NOON)).isEqualTo(1);
        assertThat(after.deliveries().logged(log)).isEqualTo(3);
        assertThat(claim(after, to).trigger()).isEqualTo(Trigger.MANUAL);
      }
    }
  }

  @Test
  void headersThatWereKeptAsJsonAreReadAsBefore() throws SQLException {
    var sqlite = Sqlite.at(folder.resolve("hookcast.db"));
    DeliveryId id;
    try (var stores = SqliteStores.open(sqlite)) {
      var to = Sample.subscription(stores.ids());
      stores.subscriptions().save(to);
      var delivery = Sample.claimed(stores.ids(), to);
      id = delivery.id();
      var event = Sample.arriving(stores.ids(), Sample.event("dpl-9"), List.of(delivery));
      var accepted = (Accepted) stores.events().accept(List.of(event));
      settle(stores, accepted.entries().getFirst().claims().getFirst(), event);
    }
    execute(sqlite, SINCE_V7.toArray(String[]::new));
    execute(
        sqlite,
        """
        UPDATE attempt SET request_method = 'POST', request_url = 'http://x', response_status = 204,
          response_truncated = 0, request_headers = '[["A","b:c"],["A","2"],["C\\\\d","e\\nf"]]',
          response_headers = '[]'
        """,
        "DELETE FROM flyway_schema_history WHERE version IN ('6', '7', '8', '9', '10')");

    try (var stores = SqliteStores.open(sqlite)) {
      var attempt =
          stores.deliveries().find(OrganizationId.DEFAULT, id).orElseThrow().attempts().getFirst();
      var exchange = attempt.exchange().orElseThrow();
      assertThat(exchange.request().headers())
          .containsExactly(
              new Header("A", "b:c"), new Header("A", "2"), new Header("C\\d", "e\nf"));
      assertThat(exchange.response().orElseThrow().headers()).isEmpty();
      assertThat(exchange.timing()).isEqualTo(Timing.UNKNOWN);
    }
  }

  private static Claim claim(SqliteStores stores, Subscription from) {
    var claims = stores.deliveries().claim(List.of(new Demand(from.id(), 1)), NOON);
    return claims.getFirst().claim();
  }

  /** Settles as delivered; returns what the attempt is logged under. */
  private static long settle(SqliteStores stores, Claim claim, NewEvent event) {
    long logNumber = claim.logNumber().orElseThrow();
    var attempt =
        new Attempt(
            claim.attempts() + 1,
            logNumber,
            NOON,
            claim.trigger(),
            Duration.ZERO,
            AttemptOutcome.DELIVERED,
            Optional.empty());
    stores
        .deliveries()
        .settle(
            new Settlement(
                claim,
                attempt,
                DeliveryState.DELIVERED,
                Optional.empty(),
                0,
                event.record().document()));
    return logNumber;
  }

  @Test
  void aNewStoreCountsAsOldAsItsFirstStart() {
    try (var stores = SqliteStores.in(folder)) {
      var made = stores.organizations().organizations();
      assertThat(stores.restarted().organizations().organizations()).isEqualTo(made);
      assertThat(made.getFirst().createdAt()).isAfter(NOON);
    }
  }

  private static void execute(Sqlite sqlite, String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection(sqlite.url());
        var statement = connection.createStatement()) {
      for (var sql : List.of(statements)) {
        statement.execute(sql);
      }
    }
  }
}
