package dev.hookcast.storage;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.Sample;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that an earlier version has written opens, with all that it holds. */
class MigrationTest {
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
