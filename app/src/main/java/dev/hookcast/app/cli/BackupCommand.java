package dev.hookcast.app.cli;

import dev.hookcast.app.client.Failure;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Storage;
import dev.hookcast.app.terminal.Output;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.storage.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies the embedded store, also while a service is at work on it. */
@Command(
    name = "backup",
    description = "Copy the embedded store, also while the service runs.",
    footer = {
      "",
      "The secrets in the copy are sealed: keep master.key of the data folder too, and apart."
    })
public final class BackupCommand implements Callable<Integer> {
  private static final String STORE = "hookcast.db";
  private static final double MEGABYTE = 1e6;

  private final Surroundings surroundings;
  private final InstantSource clock;

  @Parameters(
      paramLabel = "FOLDER",
      description = "Where to put hookcast.db; made if it isn't there.")
  private Path folder = Path.of("");

  @Mixin private final ConfigOptions options = new ConfigOptions();

  /** A command that tells how far it is by this clock. */
  public BackupCommand(Surroundings surroundings, InstantSource clock) {
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    var out = new Output(surroundings.terminal());
    var from = store();
    var to = made(folder).resolve(STORE);
    try {
      long bytes = new Backup(from, to).run(words(out, new Throttle(clock)));
      out.line(
          String.format(
              Locale.ROOT, "Copied %s to %s: %.1f MB, complete.", from, to, bytes / MEGABYTE));
      out.line("Keep master.key too, and apart from it: together they open the secrets.");
      return 0;
    } catch (StoreFailure e) {
      throw Failure.of(String.valueOf(e.getMessage()));
    }
  }

  private Path store() {
    return switch (Config.of(options.settings(surroundings.environment())).storage()) {
      case Storage.Sqlite sqlite -> sqlite.file();
      case Storage.Postgresql postgresql ->
          throw Failure.of("The store is in PostgreSQL: use pg_dump, or the log of the server.");
    };
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw Failure.of("The folder " + folder + " can't be made.");
    }
  }

  private static LongConsumer words(Output out, Throttle throttle) {
    return bytes -> {
      if (throttle.passes()) {
        out.note(String.format(Locale.ROOT, "copying: %.0f MB", bytes / MEGABYTE));
      }
    };
  }
}
