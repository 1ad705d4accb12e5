package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.hookcast.app.config.Storage.Sqlite;
import dev.hookcast.app.service.DataFolder;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.storage.Database;
import dev.hookcast.storage.Seal;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** The embedded store: one SQLite file. */
final class SqliteModule extends AbstractModule {
  private final Sqlite sqlite;
  private final Consumer<StoreFailure> onFatal;

  SqliteModule(Sqlite sqlite, Consumer<StoreFailure> onFatal) {
    this.sqlite = sqlite;
    this.onFatal = onFatal;
  }

  @Provides
  @Singleton
  Database database(DataFolder folder, Seal seal, ThreadFactory threads, InstantSource clock) {
    try {
      return Database.open(sqlite.file(), seal, threads, clock, onFatal);
    } catch (StoreFailure e) {
      folder.forgetFreshMasterKey();
      throw new Refusal(String.valueOf(e.getMessage()), e);
    }
  }
}
