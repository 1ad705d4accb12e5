package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.spi.TestJson;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special about a PostgreSQL database. */
class PostgresTest {
  private static final String COLUMNS =
      """
      SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'
        AND table_name <> 'claimed_range' AND column_name NOT IN ('marked', 'marked_claim', 'listed')
      """;

  private static final String SQLITE_COLUMNS =
      """
      SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'flyway_schema_history'
      """;

  @TempDir private Path folder;

  @Test
  void anEmptyDatabaseGetsItsTables() {
    var postgres = PostgresServer.fresh();
    try (var database = opened(postgres)) {
      assertThat(new SqlOrganizationStore(database, new TestJson()).organizations()).hasSize(1);
      assertThat(database.epoch()).isEqualTo(1);
    }
    try (var database = opened(postgres)) {
      assertThat(database.epoch()).isEqualTo(2);
    }
  }

  @Test
  void bothDatabasesHaveTheSameTablesAndColumnsButForHowClaimsAreFound() {
    try (var postgres = PostgresStores.in(PostgresServer.withTables());
        var sqlite = SqliteStores.in(folder)) {
      assertThat(columns(postgres.database(), COLUMNS))
          .isEqualTo(columns(sqlite.database(), SQLITE_COLUMNS))
          .containsKey("attempt");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
  void aServerThatWouldLoseWhatWasAcceptedIsRefusedByTheSettingsName(String setting) {
    var settings = new HashMap<>(Map.of("server_version_num", "180004"));
    ServerCheck.NEEDED.forEach(each -> settings.put(each, "on"));
    var check = new ServerCheck("db.test/hooks");
    check.pass(settings);
    settings.put(setting, "off");
    assertThatThrownBy(() -> check.pass(settings))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("db.test/hooks has " + setting + " = off");
  }

  @Test
  void aServerThatIsTooOldIsRefused() {
    var check = new ServerCheck("db.test/hooks");
    check.pass(Map.of("server_version_num", "140000"));
    assertThatThrownBy(() -> check.pass(Map.of("server_version_num", "130022")))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("is PostgreSQL 13. Hookcast needs PostgreSQL 14 or newer");
  }

  @Test
  void theSettingsOfARealServerAreAsked() {
    var postgres = PostgresServer.withTables();
    PostgresServer.execute(
        postgres, "ALTER DATABASE " + postgres.database() + " SET synchronous_commit = off");
    assertThatThrownBy(() -> opened(postgres))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("synchronous_commit = off");
  }

  @Test
  void aDatabaseThatIsNotThereIsNamedAndThePasswordIsNot() {
    var there = PostgresServer.named("absent");
    var absent =
        new Postgres(there.hosts(), "absent", "postgres", new Secret("gannet-77"), Map.of());
    assertThatThrownBy(() -> opened(absent))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("absent")
        .satisfies(e -> assertThat(whole(e)).doesNotContain("gannet-77"));
    assertThat(absent.toString()).doesNotContain("gannet-77");
  }

  @Test
  void aWrongKeyIsRefused() {
    var postgres = PostgresServer.withTables();
    PostgresStores.in(postgres).close();
    var wrong = new Seal(new SecureRandom().generateSeed(32), new SecureRandom());
    assertThatThrownBy(() -> opened(postgres, wrong))
        .isInstanceOf(StoreFailure.class)
        .hasMessageStartingWith("The master key isn't the one that this store was made with.");
  }

  @Test
  void lettersThatPostgresHasNoPlaceForSurvive() {
    try (var stores = PostgresStores.in(PostgresServer.withTables())) {
      for (var name : List.of("a\0b", "\0", "\ufdd0", "\ufdd00", "\ufdd0e\0", "plain")) {
        var project = new Named(Optional.empty(), Optional.of(name));
        var id = "e-" + stores.ids().next().number();
        var event =
            Sample.event(
                id, EventType.DEPLOY, EventStatus.FAILED, Scope.NOWHERE.inProject(project));
        stores.events().accept(List.of(Sample.arriving(stores.ids(), event, List.of())));
        assertThat(stores.events().list(ofProject(name)).items())
            .extracting(found -> found.id().value())
            .containsExactly(id);
      }
    }
  }

  @Test
  void aLostConnectionFailsAtMostWhatWasUnderWayAndThePoolHeals() {
    try (var stores = PostgresStores.in(PostgresServer.withTables())) {
      accept(stores, "before");
      for (int i = 0; i < 3; i++) {
        PostgresServer.execute(
            PostgresServer.named("postgres"),
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + stores.postgres().database()
                + "'");
        accept(stores, "after-" + i);
        assertThat(stores.events().find(OrganizationId.DEFAULT, new EventId("after-" + i)))
            .isPresent();
      }
    }
  }

  @Test
  void anAcceptanceInDoubtIsAFailureAndComesToOneEventWhenItIsRepeated() {
    var cut = new CutCommits();
    try (var stores = PostgresStores.in(PostgresServer.withTables(), cut::on)) {
      var event = Sample.arriving(stores.ids(), Sample.event("dpl-1"), List.of());
      cut.cutTheNext();
      assertThatThrownBy(() -> stores.events().accept(List.of(event)))
          .isInstanceOf(StoreFailure.class);
      var repeated = (Accepted) stores.events().accept(List.of(event));
      assertThat(repeated.entries().getFirst().duplicate()).isTrue();
      assertThat(stores.events().list(ofProject(Optional.empty())).items()).hasSize(1);
    }
  }

  @Test
  void whatIsDisturbedTooOftenFailsAndNothingOfItStays() {
    var always = new Disturbances(1, 1);
    var postgres = PostgresServer.withTables();
    assertThatThrownBy(() -> PostgresStores.in(postgres, always::on))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("too busy");
    assertThat(always.made()).isEqualTo(12);
  }

  @Test
  void errorsAreToldApart() {
    assertThat(Postgres.fault(new SQLException("", "40P01"))).isEqualTo(Postgres.Fault.DISTURBED);
    assertThat(Postgres.fault(new SQLException("", "23505"))).isEqualTo(Postgres.Fault.STATEMENT);
    assertThat(Postgres.fault(new SQLException("", "22021"))).isEqualTo(Postgres.Fault.STATEMENT);
    for (var state : List.of("08006", "57P01", "53100", "25006", "XX001")) {
      assertThat(Postgres.fault(new SQLException("", state))).isEqualTo(Postgres.Fault.UNABLE);
    }
    assertThat(Postgres.fault(new SQLTransientConnectionException("pool")))
        .isEqualTo(Postgres.Fault.UNABLE);
  }

  @Test
  void aStoreOfANewerVersionIsRefused() {
    var postgres = PostgresServer.withTables();
    PostgresServer.execute(
        postgres,
        """
        INSERT INTO flyway_schema_history SELECT installed_rank + 99, '999', 'from the future',
          type, script, checksum, installed_by, installed_on, execution_time, success
        FROM flyway_schema_history WHERE version = '1'
        """);
    assertThatThrownBy(() -> opened(postgres))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("Has a newer version written it?");
  }

  @Test
  void whatHasExpiredIsFoundThroughItsIndexInOrder() {
    try (var stores = PostgresStores.in(PostgresServer.withTables())) {
      var plan =
          stores
              .database()
              .writer()
              .write(
                  s -> {
                    s.on("SET LOCAL enable_seqscan = off").update();
                    return s.on("EXPLAIN " + ExpiryWalk.OLD_WITH_PAYLOAD)
                        .with(Sample.NOON)
                        .with(0)
                        .with(0)
                        .with(1)
                        .list(Row::text);
                  });
      assertThat(plan).anyMatch(line -> line.contains("event_by_age"));
      assertThat(plan).noneMatch(line -> line.contains("Sort"));
    }
  }

  private static Database opened(Postgres postgres) {
    return opened(postgres, new Seal(PostgresStores.KEY, new SecureRandom()));
  }

  private static Database opened(Postgres postgres, Seal seal) {
    var threads = Thread.ofPlatform().factory();
    return Database.open(
        postgres,
        seal,
        PostgresStores.LEASE,
        threads,
        InstantSource.system(),
        new SplittableRandom(3));
  }

  private static EventStore.Query ofProject(String name) {
    return ofProject(Optional.of(name));
  }

  private static EventStore.Query ofProject(Optional<String> name) {
    return new EventStore.Query(
        OrganizationId.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Page.Wanted(9, Optional.empty()));
  }

  private static void accept(PostgresStores stores, String id) {
    stores.events().accept(List.of(Sample.arriving(stores.ids(), Sample.event(id), List.of())));
  }

  private static Map<String, TreeSet<String>> columns(Database database, String sql) {
    var columns = new TreeMap<String, TreeSet<String>>();
    database
        .readers()
        .read(
            s ->
                s.on(sql)
                    .list(
                        row ->
                            columns
                                .computeIfAbsent(row.text(), table -> new TreeSet<>())
                                .add(row.text())));
    return columns;
  }

  private static String whole(Throwable e) {
    var text = new StringBuilder();
    for (var cause = e; cause != null; cause = cause.getCause()) {
      text.append(cause).append('\n');
    }
    return text.toString();
  }
}
