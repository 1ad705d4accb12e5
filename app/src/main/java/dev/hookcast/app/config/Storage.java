package dev.hookcast.app.config;

import dev.hookcast.storage.Postgres;
import java.nio.file.Path;

/** Which store is used. */
public sealed interface Storage {
  /** SQLite in this file. */
  record Sqlite(Path file) implements Storage {}

  /** PostgreSQL. */
  record Postgresql(Postgres server) implements Storage {}
}
