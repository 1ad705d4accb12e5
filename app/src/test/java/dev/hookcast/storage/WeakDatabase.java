package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** The database with less durability than the program ever asks for, to see that tests notice. */
public final class WeakDatabase {
  private WeakDatabase() {}

  /** Opens it; {@code synchronous} is SQLite's word, {@code NORMAL} or {@code OFF}. */
  public static Database open(
      Path file,
      String synchronous,
      Seal seal,
      ThreadFactory threads,
      InstantSource clock,
      Consumer<StoreFailure> onFatal) {
    var sqlite = new Sqlite(file, List.of("PRAGMA synchronous = " + synchronous));
    return Database.open(sqlite, seal, threads, clock, onFatal);
  }
}
