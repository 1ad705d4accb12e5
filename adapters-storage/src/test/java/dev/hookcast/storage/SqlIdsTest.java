package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.spi.Ids.Identity;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.SettableClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlIdsTest {
  @TempDir private Path folder;

  @Test
  void anIdIsAUuid7OfTheClocksTimeThatEndsWithItsNumber() {
    try (var stores = SqliteStores.in(folder)) {
      var clock = new SettableClock(Sample.NOON);
      var ids = new SqlIds(stores.database(), clock, new SplittableRandom(1));
      for (int i = 0; i < 1_000; i++) {
        var identity = ids.next();
        var uuid = UUID.fromString(identity.id());
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(Sample.NOON.toEpochMilli());
        assertThat(number(identity)).isEqualTo(identity.number());
      }
    }
  }

  @Test
  void aNumberOfAnySizeSurvivesInAnId() {
    for (long number = 1; number < 1L << 44; number = number * 3 + 1) {
      var id = Uuid7.text(Long.MAX_VALUE >>> 16, number, -1);
      assertThat(Uuid7.number(Uuid7.bytes(id).orElseThrow())).isEqualTo(number);
      assertThat(Uuid7.text(Uuid7.bytes(id).orElseThrow())).isEqualTo(id);
    }
  }

  @Test
  void manyThreadsOverManyBlocksNeverGetTheSameNumber() {
    try (var stores = SqliteStores.in(folder)) {
      var numbers = Collections.synchronizedSet(new HashSet<Long>());
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 8; i++) {
          threads.execute(
              () -> {
                var mine = new ArrayList<Long>();
                for (int n = 0; n < 25_000; n++) {
                  mine.add(stores.ids().next().number());
                }
                numbers.addAll(mine);
              });
        }
      }
      assertThat(numbers).hasSize(200_000);
    }
  }

  private static long number(Identity identity) {
    Bytes bytes = Uuid7.bytes(identity.id()).orElseThrow();
    return Uuid7.number(bytes);
  }
}
