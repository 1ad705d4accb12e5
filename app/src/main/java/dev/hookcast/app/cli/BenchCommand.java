package dev.hookcast.app.cli;

import dev.hookcast.app.bench.Bench;
import dev.hookcast.app.bench.Figures;
import dev.hookcast.app.bench.Part;
import dev.hookcast.app.bench.Plan;
import dev.hookcast.app.bench.Plan.EventSize;
import dev.hookcast.app.bench.Plan.Shape;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Settings;
import dev.hookcast.app.config.Sources;
import dev.hookcast.app.config.Storage;
import dev.hookcast.app.terminal.Output;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.sink.PlainPosts;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the service on this machine. */
@Command(
    name = "bench",
    description = "Measure the service on this machine; every figure is in docs/performance.md.",
    footer = {"", "Parts for --only: ratio, latency, fanout, endpoints, hanging."})
public final class BenchCommand implements Callable<Integer> {
  private static final int FULL_ROUNDS = 3;

  private final Surroundings surroundings;
  private final String mainClass;
  private final Supplier<PlainPosts> posts;
  private final Executor executor;
  private final Consumer<Runnable> atExit;

  @Option(names = "--only", paramLabel = "PART,…", split = ",", description = "Measure only these.")
  private List<String> only = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long each measurement takes (default: ${DEFAULT-VALUE}).",
      defaultValue = "8")
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

  @Option(names = "--full", description = "Three starts of the service; the medians are printed.")
  private boolean full;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /**
   * A command that starts this program again as the service.
   *
   * @param posts makes the HTTP client that is measured alone
   * @param executor a virtual thread for each task
   * @param atExit takes what has to be run when this process ends early
   */
  public BenchCommand(
      Surroundings surroundings,
      String mainClass,
      Supplier<PlainPosts> posts,
      Executor executor,
      Consumer<Runnable> atExit) {
    this.surroundings = surroundings;
    this.mainClass = mainClass;
    this.posts = posts;
    this.executor = executor;
    this.atExit = atExit;
  }

  @Override
  public Integer call() throws Exception {
    var plan = plan();
    var out = new Output(surroundings.terminal());
    var stage =
        new Bench.Stage(mainClass, posts.get(), surroundings.json(), out::note, executor, atExit);
    show(out, plan, new Bench(stage, plan).run());
    return 0;
  }

  /** What the options ask for. */
  private Plan plan() {
    var shape = new Shape(endpoints.orElse(fanOut), fanOut);
    require(seconds >= 1 && seconds <= 3_600, "--seconds is a number from 1 to 3600");
    require(fanOut >= 1 && fanOut <= 1_000, "--fan-out is a number from 1 to 1000");
    require(
        shape.endpoints() >= 1 && shape.endpoints() <= 5_000,
        "--endpoints is a number from 1 to 5000");
    require(shape.endpoints() % fanOut == 0, "--endpoints has to be a multiple of --fan-out");
    require(batch >= 1 && batch <= 1_000, "--batch is a number from 1 to 1000");
    require(payload >= 128 && payload <= 1 << 20, "--payload is a number from 128 to 1048576");
    require((long) payload * batch <= 4 << 20, "--payload times --batch is at most 4 MiB");
    return new Plan(
        parts(), seconds, shape, new EventSize(payload, batch), full ? FULL_ROUNDS : 1, store());
  }

  private Set<Part> parts() {
    var parts = EnumSet.noneOf(Part.class);
    for (var word : only) {
      parts.add(
          Part.named(word)
              .orElseThrow(
                  () ->
                      new Usage(
                          "there is no part "
                              + word
                              + "; there are: "
                              + String.join(", ", Part.words()))));
    }
    return parts.isEmpty() ? EnumSet.allOf(Part.class) : parts;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Usage(otherwise);
    }
  }

  /** Where the service keeps its data by default, which is how it is started. */
  private static String store() {
    var config = Config.of(Settings.read(new Sources(Optional.empty(), Map.of(), Map.of())));
    return switch (config.storage()) {
      case Storage.Sqlite sqlite -> "sqlite";
    };
  }

  private void show(Output out, Plan plan, Figures figures) {
    if (json) {
      out.raw(surroundings.json().write(document(plan, figures)));
      return;
    }
    out.table(figures.table());
    out.line("");
    out.line(
        "Store: %s. Endpoints: %d, fan-out: %d, events of %d bytes, %d in a request, %d s each."
            .formatted(
                plan.store(),
                plan.shape().endpoints(),
                plan.shape().fanOut(),
                plan.event().bytes(),
                plan.event().batch(),
                plan.seconds()));
    out.line("Left out: " + String.join(", ", figures.leftOut()) + ".");
  }

  private static JsonObject document(Plan plan, Figures figures) {
    var document = JsonObject.writing();
    figures.json().members().forEach(document::put);
    return document
        .put("store", plan.store())
        .put("endpoints", plan.shape().endpoints())
        .put("fan_out", plan.shape().fanOut())
        .put("payload_bytes", plan.event().bytes())
        .put("batch", plan.event().batch())
        .put("seconds", plan.seconds())
        .put("left_out", figures.leftOut())
        .done();
  }
}
