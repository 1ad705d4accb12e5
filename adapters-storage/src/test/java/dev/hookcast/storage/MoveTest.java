package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.StoreFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store in a file that becomes one in PostgreSQL. */
class MoveTest {
  private static final Consumer<Move.Progress> UNTOLD = progress -> {};

  @TempDir private Path folder;
  private Sqlite from;
  private Postgres to;

  @BeforeEach
  void name() {
    from = Sqlite.at(folder.resolve("hookcast.db"));
    to = PostgresServer.fresh();
  }

  @Test
  void everythingReadsTheSameAfterwards() {
    StoreOfEverything before;
    try (var stores = source()) {
      before = StoreOfEverything.filled(stores, 2_300);
    }
    var moved = move(UNTOLD);
    assertThat(moved).extracting(Move.Moved::table).contains("event", "attempt", "resend", "token");
    assertThat(moved).allSatisfy(table -> assertThat(table.rows()).as(table.table()).isPositive());
    try (var stores = PostgresStores.in(to)) {
      assertThat(StoreOfEverything.read(stores)).isEqualTo(before);
    }
  }

  @Test
  void whatTheOldProcessHadClaimedIsDueAgainAndNumbersGoOnAbove() {
    StoreOfEverything before;
    long epoch;
    try (var stores = source()) {
      before = StoreOfEverything.filled(stores, 40);
    }
    try (var stores = source()) {
      epoch = stores.database().epoch();
    }
    move(UNTOLD);
    try (var stores = PostgresStores.in(to)) {
      assertThat(stores.database().epoch()).isGreaterThan(epoch);
      assertThat(stores.ids().next().number()).isGreaterThan(before.greatestNumber());
      assertThat(stores.deliveries().recover(Sample.NOON)).isEqualTo(before.sending()).isPositive();
      assertThat(StoreOfEverything.read(stores).sending()).isZero();
      var due = stores.deliveries().due().getFirst().subscription();
      var claims = stores.deliveries().claim(List.of(new Demand(due, 500)), Sample.NOON);
      assertThat(claims).isNotEmpty();
      var added = stores.organizations().add(new OrganizationId("quay"), "Quay", Sample.NOON);
      assertThat(added.orElseThrow().number()).isGreaterThan(2);
    }
  }

  @Test
  void aMoveThatIsCutOffGoesOnWhereItStopped() {
    StoreOfEverything before;
    try (var stores = source()) {
      before = StoreOfEverything.filled(stores, 2_300);
    }
    for (var stop : List.of(stoppingAfter(1), stoppingIn("delivery"), stoppingIn("event"))) {
      assertThatThrownBy(() -> move(stop)).hasMessage("cut off");
      assertThatThrownBy(() -> opened().close())
          .isInstanceOf(StoreFailure.class)
          .hasMessageContaining("Run hookcast migrate again");
    }
    var copied = new ArrayList<Move.Progress>();
    move(copied::add);
    assertThat(copied)
        .filteredOn(progress -> progress.step() == Move.Step.COPY)
        .filteredOn(progress -> progress.table().equals("event"))
        .as("two pages were there, and the third one follows")
        .extracting(Move.Progress::rows)
        .containsExactly((long) before.events().size());
    try (var stores = PostgresStores.in(to)) {
      assertThat(StoreOfEverything.read(stores)).isEqualTo(before);
    }
  }

  @Test
  void aMoveBeginsAnewIfAServiceHasWorkedOnTheSourceMeanwhile() {
    try (var stores = source()) {
      StoreOfEverything.filled(stores, 40);
    }
    assertThatThrownBy(() -> move(stoppingAfter(3))).hasMessage("cut off");
    StoreOfEverything before;
    try (var stores = source()) {
      stores.deliveries().recover(Sample.NOON);
      before = StoreOfEverything.read(stores);
    }
    move(UNTOLD);
    try (var stores = PostgresStores.in(to)) {
      assertThat(StoreOfEverything.read(stores)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE event SET document = document || 'x' WHERE number = (SELECT MIN(number) FROM"
            + " event)",
        "UPDATE subscription SET name = 'harbor'",
        "UPDATE attempt SET duration = duration + 1",
        "DELETE FROM resend",
        "UPDATE token SET expires_at = NULL",
        "UPDATE number_block SET next = next + 1",
        "INSERT INTO node (epoch, started_at) VALUES (999, 1)"
      })
  void aRowThatBecameAnotherIsFoundAndNoServiceIsLetIn(String harm) {
    try (var stores = source()) {
      StoreOfEverything.filled(stores, 40);
    }
    // The last table has been copied by then, and the first one not been compared.
    Consumer<Move.Progress> harming =
        progress -> {
          if (progress.step() == Move.Step.COPY && progress.table().equals("token")) {
            PostgresServer.execute(to, harm);
          }
        };
    var table = harm.replaceAll("(UPDATE|DELETE FROM|INSERT INTO) (\\w+).*", "$2");
    assertThatThrownBy(() -> move(harming))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("Table " + table + " differs");
    assertThatThrownBy(() -> opened().close()).hasMessageContaining("hasn't come to its end");
  }

  @Test
  void whatCannotBeMovedIsRefusedInASentence() throws Exception {
    assertThatThrownBy(() -> move(UNTOLD)).hasMessageStartingWith("There is no store");
    try (var stores = source()) {
      StoreOfEverything.filled(stores, 10);
      assertThatThrownBy(() -> move(UNTOLD)).hasMessageContaining("Another process has");
    }
    var wrong = new Seal(new SecureRandom().generateSeed(32), new SecureRandom());
    assertThatThrownBy(() -> move(wrong, UNTOLD)).hasMessageStartingWith("The master key isn't");
    var content = Files.readAllBytes(from.file());
    move(UNTOLD);
    assertThat(Files.readAllBytes(from.file())).as("only read").isEqualTo(content);
    assertThatThrownBy(() -> move(UNTOLD)).hasMessageContaining("moved to", "already");

    to = PostgresServer.withTables();
    PostgresStores.in(to).close();
    assertThatThrownBy(() -> move(UNTOLD)).hasMessageContaining("isn't empty");
    to = PostgresServer.withTables();
    PostgresServer.execute(to, "UPDATE flyway_schema_history SET version = '999'");
    assertThatThrownBy(() -> move(UNTOLD)).hasMessageContaining("form of another version");
  }

  @Test
  void aStoreIsNotAddedToAPartOfAnother() {
    try (var stores = source()) {
      StoreOfEverything.filled(stores, 10);
    }
    assertThatThrownBy(() -> move(stoppingAfter(2))).hasMessage("cut off");
    from = Sqlite.at(folder.resolve("other.db"));
    source().close();
    assertThatThrownBy(() -> move(UNTOLD)).hasMessageContaining("a part of another store");
  }

  @Test
  void theStoreOfEverythingHasEveryState() {
    try (var stores = source()) {
      assertThat(StoreOfEverything.filled(stores, 40).states()).contains(DeliveryState.values());
    }
  }

  /** When there are two pages of this table. */
  private static Consumer<Move.Progress> stoppingIn(String table) {
    return progress -> {
      if (progress.table().equals(table) && progress.rows() == 2_000) {
        throw new IllegalStateException("cut off");
      }
    };
  }

  private static Consumer<Move.Progress> stoppingAfter(int pages) {
    var seen = new AtomicInteger();
    return progress -> {
      if (seen.incrementAndGet() == pages) {
        throw new IllegalStateException("cut off");
      }
    };
  }

  private SqliteStores source() {
    return SqliteStores.open(from, seal(), failure -> {});
  }

  private List<Move.Moved> move(Consumer<Move.Progress> progress) {
    return move(seal(), progress);
  }

  private List<Move.Moved> move(Seal seal, Consumer<Move.Progress> progress) {
    return new Move(from.file(), to, seal, InstantSource.system()).run(progress);
  }

  private Database opened() {
    var threads = Thread.ofPlatform().factory();
    var clock = InstantSource.system();
    return Database.open(to, seal(), PostgresStores.LEASE, threads, clock, new SecureRandom());
  }

  private static Seal seal() {
    return new Seal(PostgresStores.KEY, new SecureRandom());
  }
}
