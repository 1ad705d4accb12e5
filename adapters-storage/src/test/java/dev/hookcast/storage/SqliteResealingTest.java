package dev.hookcast.storage;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteResealingTest implements ResealingContract {
  @TempDir private Path folder;

  @Override
  public Database open(Seal seal) {
    return Database.open(
        folder.resolve("hookcast.db"),
        seal,
        Thread.ofPlatform().factory(),
        InstantSource.system(),
        failure -> {});
  }
}
