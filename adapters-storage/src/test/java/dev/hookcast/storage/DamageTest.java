package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.StoreFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that aren't what the store left behind. */
class DamageTest {
  private static final int PAGE = 8_192;

  @TempDir private Path folder;

  @Test
  void aFileWithDamagedPagesIsRefusedNamedAndLeftAsItIs() throws IOException {
    long seed = new Random().nextLong();
    fill();
    var chance = new Random(seed);
    int pages = (int) (Files.size(file()) / PAGE);
    for (int i = 0; i < 20; i++) {
      overwrite((long) PAGE * (1 + chance.nextInt(pages - 1)), noise(chance, PAGE));
    }
    refusedAndKept("seed " + seed);
  }

  @Test
  void aFileThatWasCutOffIsRefusedAndKept() throws IOException {
    fill();
    try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(file()) / 2);
    }
    refusedAndKept("half a file");
  }

  @Test
  void aForeignFileIsRefusedAndKept() throws IOException {
    Files.writeString(file(), "dear diary, today nothing was delivered\n".repeat(500));
    refusedAndKept("a text");
  }

  @Test
  void anEmptyFileInThePlaceOfAStoreIsRefusedAndKept() throws IOException {
    fill();
    try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
    refusedAndKept("nothing in it");
  }

  @Test
  void aMissingFileWhereAStoreHasBeenIsRefusedInsteadOfMadeAnew() throws IOException {
    fill();
    Files.delete(file());
    assertThatThrownBy(() -> SqliteStores.in(folder))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining(file().toString());
    assertThat(file()).doesNotExist();
  }

  private Path file() {
    return folder.resolve("hookcast.db");
  }

  private void fill() {
    try (var stores = SqliteStores.in(folder)) {
      for (int i = 0; i < 300; i++) {
        var event = Sample.event("dpl-" + i);
        stores.events().accept(List.of(Sample.arriving(stores.ids(), event, List.of())));
      }
    }
  }

  private void refusedAndKept(String description) throws IOException {
    var before = Files.readAllBytes(file());
    assertThatThrownBy(() -> SqliteStores.in(folder))
        .as(description)
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining(file().toString());
    assertThat(Files.readAllBytes(file())).as(description).isEqualTo(before);
  }

  private void overwrite(long at, byte[] bytes) throws IOException {
    try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }

  private static byte[] noise(Random chance, int size) {
    var bytes = new byte[size];
    chance.nextBytes(bytes);
    return bytes;
  }
}
