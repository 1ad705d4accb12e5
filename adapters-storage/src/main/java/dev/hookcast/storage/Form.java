package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Which migrations a database has seen, without making any. */
record Form(String migrations, UnaryOperator<FluentConfiguration> reached) {
  /** True if it has seen none. */
  boolean none() {
    return asked().info().applied().length == 0;
  }

  /** True if it has seen exactly those that this version has. */
  boolean current() {
    try {
      return asked().validateWithResult().validationSuccessful;
    } catch (FlywayException e) {
      throw new StoreFailure("The store can't be asked for its version.", e);
    }
  }

  private Flyway asked() {
    return reached
        .apply(Flyway.configure())
        .locations(migrations)
        .ignoreMigrationPatterns(new String[0])
        .load();
  }
}
