package dev.hookcast.app.cli;

import dev.hookcast.app.client.Failure;
import dev.hookcast.app.config.Keys;
import dev.hookcast.app.config.Settings;
import dev.hookcast.app.config.Storage;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.app.terminal.Output;
import dev.hookcast.app.terminal.Table;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.storage.Move;
import dev.hookcast.storage.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves a store up. */
@Command(
    name = "migrate",
    description = "Copy the store from SQLite to PostgreSQL, while no service runs on it.",
    footer = {
      "",
      "The file is only read. What was cut off goes on when it is run again. docs/nodes.md says",
      "what to do before and after."
    })
public final class MigrateCommand implements Callable<Integer> {
  private static final String SQLITE = "sqlite:";

  private final Surroundings surroundings;
  private final Moves moves;
  private final InstantSource clock;

  @Option(names = "--from", required = true, paramLabel = "sqlite:FILE", description = "The store.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "URL",
      description =
          "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, an empty one (else the configured"
              + " storage.url, which other users of this machine don't see).")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder with the store's master.key (else the folder of the file).")
  private Optional<Path> data = Optional.empty();

  /** A command that gets its moves from this factory. */
  public MigrateCommand(Surroundings surroundings, Moves moves, InstantSource clock) {
    this.surroundings = surroundings;
    this.moves = moves;
    this.clock = clock;
  }

  /** Prepares a move. */
  @FunctionalInterface
  public interface Moves {
    /**
     * A move that hasn't begun.
     *
     * @param data the folder with the master key
     * @throws Refusal if there is no such key
     */
    Move move(Path data, Path from, Postgres to);
  }

  @Override
  public Integer call() {
    if (!from.startsWith(SQLITE) || from.length() == SQLITE.length()) {
      throw new Usage("--from has to be sqlite: and a file");
    }
    var file = Path.of(from.substring(SQLITE.length()));
    var folder =
        data.orElseGet(
            () -> Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(".")));
    if (!Files.isDirectory(folder)) {
      throw new Usage("there is no folder " + folder);
    }
    var out = new Output(surroundings.terminal());
    try {
      summarize(out, moves.move(folder, file, target()).run(new Words(out, clock)::say));
      return 0;
    } catch (Refusal e) {
      throw Failure.of(e.why());
    } catch (StoreFailure e) {
      throw Failure.of(String.valueOf(e.getMessage()));
    }
  }

  private Postgres target() {
    if (to.isPresent()) {
      try {
        return Postgres.at(to.get());
      } catch (IllegalArgumentException e) {
        throw new Usage("--to: " + e.getMessage());
      }
    }
    var environment = surroundings.environment();
    var configured =
        Settings.read(ConfigOptions.sources(Optional.empty(), environment, Map.of()))
            .get(Keys.STORAGE_URL);
    return switch (configured) {
      case Storage.Postgresql postgresql -> postgresql.server();
      case Storage.Sqlite sqlite ->
          throw new Usage("--to is missing, and no PostgreSQL database is configured");
    };
  }

  private static void summarize(Output out, List<Move.Moved> moved) {
    var table = new Table(List.of(Column.id("TABLE"), Column.id("ROWS"), Column.id("SHA-256")));
    moved.forEach(
        each ->
            table.add(
                List.of(
                    Cell.of(each.table()),
                    Cell.of(String.format(Locale.ROOT, "%,d", each.rows())),
                    Cell.of(each.checksum()))));
    out.table(table);
    out.line("");
    out.line("Moved, and the same on both sides. Start the service with storage.url set to the");
    out.line("PostgreSQL database, in the data folder that it had: master.key belongs to it.");
    out.line("The file is as it was. Never start a service on it again: it would send again.");
  }

  /** Tells about every second how far it is. */
  private static final class Words {
    private final Output out;
    private final Throttle throttle;
    private Optional<String> table = Optional.empty();

    Words(Output out, InstantSource clock) {
      this.out = out;
      this.throttle = new Throttle(clock);
    }

    void say(Move.Progress progress) {
      boolean another = !table.equals(Optional.of(progress.table()));
      if (another || throttle.passes()) {
        throttle.reset();
        table = Optional.of(progress.table());
        var doing =
            switch (progress.step()) {
              case COPY -> "copying";
              case COMPARE -> "comparing";
            };
        out.note(
            String.format(
                Locale.ROOT,
                "%s %s: %,d of %,d",
                doing,
                progress.table(),
                progress.rows(),
                progress.of()));
      }
    }
  }
}
