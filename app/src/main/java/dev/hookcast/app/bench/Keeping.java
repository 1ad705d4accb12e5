package dev.hookcast.app.bench;

import dev.hookcast.core.Secret;
import java.nio.file.Path;
import java.util.Optional;

/** What the measured services keep their data in. */
public sealed interface Keeping {
  /** Where temporary folders are made. */
  Path folder();

  /** What it is called in the figures. */
  String store();

  /** A file in the service's own folder. */
  record InFile(Path folder) implements Keeping {
    @Override
    public String store() {
      return "sqlite";
    }
  }

  /**
   * A PostgreSQL database, in a schema of its own for each measured service.
   *
   * @param url with its password
   * @param nodes how many services work on it at once
   */
  record InPostgres(Path folder, Secret url, int nodes) implements Keeping {
    @Override
    public String store() {
      return "postgresql";
    }

    /** The same for one service. */
    InPostgres alone() {
      return new InPostgres(folder, url, 1);
    }
  }

  /** How many services work on it at once. */
  default int nodes() {
    return switch (this) {
      case InFile file -> 1;
      case InPostgres postgres -> postgres.nodes();
    };
  }

  /** The database's address, if it isn't a file. */
  default Optional<Secret> database() {
    return switch (this) {
      case InFile file -> Optional.empty();
      case InPostgres postgres -> Optional.of(postgres.url());
    };
  }
}
