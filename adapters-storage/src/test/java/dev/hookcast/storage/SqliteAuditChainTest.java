package dev.hookcast.storage;

import dev.hookcast.core.spi.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditChainTest implements AuditChainContract {
  @TempDir private Path folder;
  private SqliteStores stores;

  @BeforeEach
  void open() {
    stores = SqliteStores.in(folder);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Database database() {
    return stores.database();
  }
}
