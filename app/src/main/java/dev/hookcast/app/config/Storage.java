package dev.hookcast.app.config;

import java.nio.file.Path;

/** Which store is used. */
public sealed interface Storage {
  /** SQLite in this file. */
  record Sqlite(Path file) implements Storage {}
}
