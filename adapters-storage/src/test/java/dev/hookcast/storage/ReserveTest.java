package dev.hookcast.storage;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.EventStore.Expiry;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Subscription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReserveTest {
  private static final long MIB = 1L << 20;

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(NOON);
  private final TightDisk disk = new TightDisk();

  /** A disk that has as much room as a test says. */
  private static final class TightDisk implements Reserve.Disk {
    long free = 500 * MIB;
    long size = 100_000 * MIB;
    int looks;
    boolean mute;

    @Override
    public long free() throws IOException {
      looks++;
      if (mute) {
        throw new IOException("no such disk");
      }
      return free;
    }

    @Override
    public long size() {
      return size;
    }
  }

  @ParameterizedTest
  @CsvSource({
    // disk, free on it, free in the file, untouched; in MiB
    "100000, 256,   0, true",
    "100000, 255,   0, false",
    "100000, 255,   1, true",
    "100000,  64, 192, true",
    "100000,  64, 191, false",
    "100000,  63, 900, false",
    "100000,   0, 900, false",
    "   400, 100,   0, true",
    "   400,  99,   0, false",
    "   400,  25,  75, true",
    "   400,  24, 300, false"
  })
  void theLastPartOfADiskIsKept(long size, long free, long inFile, boolean untouched) {
    disk.size = size * MIB;
    disk.free = free * MIB;

    assertThat(new Reserve(disk, () -> inFile * MIB, clock).untouched()).isEqualTo(untouched);
  }

  @Test
  void itLooksTenTimesASecondAtMostAndAnewWhenTheClockIsSetBack() {
    var reserve = new Reserve(disk, () -> 0, clock);
    for (int i = 0; i < 1_000; i++) {
      assertThat(reserve.untouched()).isTrue();
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(disk.looks).isEqualTo(10);
    disk.free = 0;
    clock.advance(Duration.ofDays(-1));
    assertThat(reserve.untouched()).isFalse();
  }

  @Test
  void aDiskThatCannotTellIsWrittenTo() {
    disk.mute = true;

    assertThat(new Reserve(disk, () -> 0, clock).untouched()).isTrue();
  }

  @Test
  void onANearlyFullDiskNothingNewIsAcceptedAndTheRestGoesOn() {
    try (var stores = SqliteStores.in(folder)) {
      var events =
          new SqlEventStore(stores.database(), new Room(), new Reserve(disk, () -> 0, clock));
      var to = Sample.subscription(stores.ids());
      stores.subscriptions().save(to);
      assertThat(events.accept(List.of(arriving(stores, "before", to))))
          .isInstanceOf(Accepted.class);

      disk.free = 10 * MIB;
      clock.advance(Duration.ofSeconds(1));
      var late = arriving(stores, "late", to);
      assertThatThrownBy(() -> events.accept(List.of(late)))
          .isInstanceOf(StoreFailure.class)
          .hasMessageContaining("nearly full");
      assertThat(events.find(OrganizationId.DEFAULT, late.record().id())).isEmpty();
      assertThat(stores.deliveries().claim(List.of(new Demand(to.id(), 5)), NOON)).hasSize(1);
      stores.subscriptions().save(Sample.subscription(stores.ids()));
      events.expire(new Expiry(NOON, NOON), 5);

      disk.free = 500 * MIB;
      clock.advance(Duration.ofSeconds(1));
      assertThat(events.accept(List.of(late))).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void whatIsFreeInTheFileIsKnown() {
    try (var stores = SqliteStores.in(folder)) {
      var readers = stores.database().readers();
      long before = readers.read(Sqlite::freeInFile);
      var writer = stores.database().writer();
      writer.write(s -> s.on("CREATE TABLE ballast (b BLOB)").update());
      writer.write(s -> s.on("INSERT INTO ballast VALUES (zeroblob(1048576))").update());
      writer.write(s -> s.on("DELETE FROM ballast").update());

      assertThat(readers.read(Sqlite::freeInFile)).isBetween(before + MIB, before + 2 * MIB);
      assertThat(stores.database().nearlyFull()).as("this machine's disk").isFalse();
    }
  }

  private static NewEvent arriving(SqliteStores stores, String id, Subscription to) {
    return Sample.arriving(
        stores.ids(),
        OrganizationId.DEFAULT,
        Sample.event(id),
        NOON,
        List.of(Sample.waiting(stores.ids(), to)));
  }
}
