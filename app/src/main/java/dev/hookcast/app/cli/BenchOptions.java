package dev.hookcast.app.cli;

import dev.hookcast.app.bench.Keeping;
import dev.hookcast.app.bench.Part;
import dev.hookcast.app.bench.Plan;
import dev.hookcast.app.bench.load.Publication;
import dev.hookcast.app.bench.load.Traffic.EventSize;
import dev.hookcast.app.bench.load.Traffic.Shape;
import dev.hookcast.core.Secret;
import dev.hookcast.storage.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What can be said about a measurement. */
final class BenchOptions {
  private static final int FULL_ROUNDS = 3;
  private static final String SQLITE = "sqlite:";
  private static final String POSTGRESQL = "postgresql://";

  @Option(names = "--only", paramLabel = "PART,…", split = ",", description = "Measure only these.")
  private List<String> only = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long each measurement takes (default: ${DEFAULT-VALUE}).",
      defaultValue = "6")
  private int seconds;

  @Option(
      names = "--endpoints",
      paramLabel = "N",
      description = "Receivers in the main measurement (default: as many as --fan-out).")
  private Optional<Integer> endpoints = Optional.empty();

  @Option(
      names = "--fan-out",
      paramLabel = "N",
      description = "How many of them each event is for (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int fanOut;

  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      description = "The size of an event's document (default: ${DEFAULT-VALUE}).",
      defaultValue = "1024")
  private int payload;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "How many events are published at once (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int batch;

  @Option(
      names = "--hanging",
      paramLabel = "PERCENT",
      description = "How many of 1,000 endpoints hang (default: 10, then 30).")
  private Optional<Integer> hanging = Optional.empty();

  @Option(
      names = "--backlog",
      paramLabel = "N",
      description = "How many retries wait in part backlog (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  private int backlog;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "sqlite:, sqlite:FOLDER to have the files on that folder's disk, or"
              + " postgresql://USER:PASSWORD@HOST:PORT/DATABASE for schemas of its own there.",
      defaultValue = "sqlite:")
  private String store = "sqlite:";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Services at once, on PostgreSQL (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int nodes;

  @Option(
      names = "--full",
      description = "All parts, and three starts of each service; the medians are printed.")
  private boolean full;

  /** What the options ask for. */
  Plan plan() {
    var shape = new Shape(endpoints.orElse(fanOut), fanOut);
    require(seconds >= 1 && seconds <= 3_600, "--seconds is a number from 1 to 3600");
    require(fanOut >= 1 && fanOut <= 1_000, "--fan-out is a number from 1 to 1000");
    require(
        shape.endpoints() >= 1 && shape.endpoints() <= 5_000,
        "--endpoints is a number from 1 to 5000");
    require(shape.endpoints() % fanOut == 0, "--endpoints has to be a multiple of --fan-out");
    require(batch >= 1 && batch <= 1_000, "--batch is a number from 1 to 1000");
    require(
        payload >= Publication.LEAST_BYTES && payload <= 1 << 20,
        "--payload is a number from 128 to 1048576");
    require((long) payload * batch <= 4 << 20, "--payload times --batch is at most 4 MiB");
    require(backlog >= 1 && backlog <= 10_000_000, "--backlog is a number from 1 to 10000000");
    require(
        hanging.filter(percent -> percent < 1 || percent > 90).isEmpty(),
        "--hanging is a number from 1 to 90");
    require(
        !only.contains(Part.STORE.word()) || store.startsWith(POSTGRESQL),
        "--only store compares with SQLite: it needs --store postgresql://…");
    return new Plan(
        parts(),
        new Plan.Events(shape, new EventSize(payload, batch)),
        seconds,
        full ? FULL_ROUNDS : 1,
        hanging.map(List::of).orElse(List.of(10, 30)),
        backlog,
        keeping());
  }

  private Set<Part> parts() {
    if (only.isEmpty()) {
      return full ? EnumSet.allOf(Part.class) : Part.usual();
    }
    var words = String.join(", ", Part.words());
    var parts = EnumSet.noneOf(Part.class);
    for (var word : only) {
      parts.add(
          Part.named(word)
              .orElseThrow(() -> new Usage("there is no part " + word + "; there are: " + words)));
    }
    return parts;
  }

  private Keeping keeping() {
    require(nodes >= 1 && nodes <= 8, "--nodes is a number from 1 to 8");
    if (store.startsWith(POSTGRESQL)) {
      try {
        Postgres.at(store);
      } catch (IllegalArgumentException e) {
        throw new Usage("--store: " + e.getMessage());
      }
      return new Keeping.InPostgres(folder(""), new Secret(store), nodes);
    }
    require(store.startsWith(SQLITE), "--store has to begin with sqlite: or postgresql://");
    require(nodes == 1, "--nodes needs a --store that several can share: postgresql://…");
    return new Keeping.InFile(folder(store.substring(SQLITE.length())));
  }

  /** Where the temporary folders are made. */
  private static Path folder(String named) {
    var folder = Path.of(named.isEmpty() ? System.getProperty("java.io.tmpdir") : named);
    require(Files.isDirectory(folder), "--store: there is no folder " + folder);
    return folder.toAbsolutePath();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Usage(otherwise);
    }
  }
}
