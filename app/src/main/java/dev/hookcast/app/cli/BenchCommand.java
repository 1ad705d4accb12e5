package dev.hookcast.app.cli;

import dev.hookcast.app.bench.Bench;
import dev.hookcast.app.bench.Cellar;
import dev.hookcast.app.bench.Figure;
import dev.hookcast.app.bench.Figures;
import dev.hookcast.app.bench.Plan;
import dev.hookcast.app.bench.Sheet;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Keys;
import dev.hookcast.app.config.Settings;
import dev.hookcast.app.config.Sources;
import dev.hookcast.app.terminal.Output;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.core.Secret;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.sink.PlainPosts;
import dev.hookcast.storage.Postgres;
import dev.hookcast.storage.Scratch;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the service on this machine. */
@Command(
    name = "bench",
    description = "Measure the service on this machine; every figure is in docs/performance.md.",
    footer = {
      "",
      "Parts: ratio, latency, fanout, endpoints, hanging (by default);",
      "memory, subscriptions, backlog (named, or with --full)."
    })
public final class BenchCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Supplier<PlainPosts> posts;
  private final Function<Config, Cellar> cellars;
  private final Function<Postgres, Scratch> scratches;
  private final Bench.Host host;

  @Mixin private final BenchOptions options = new BenchOptions();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /**
   * A command that measures in this process.
   *
   * @param posts makes the HTTP client that is measured alone
   * @param cellars opens the stores that a configuration names
   * @param scratches makes a schema that the measured services have for themselves
   */
  public BenchCommand(
      Surroundings surroundings,
      Supplier<PlainPosts> posts,
      Function<Config, Cellar> cellars,
      Function<Postgres, Scratch> scratches,
      Bench.Host host) {
    this.surroundings = surroundings;
    this.posts = posts;
    this.cellars = cellars;
    this.scratches = scratches;
    this.host = host;
  }

  @Override
  public Integer call() throws Exception {
    var plan = options.plan();
    var out = new Output(surroundings.terminal());
    var storehouse =
        new Bench.Storehouse(
            (data, url) -> cellars.apply(config(data, url)),
            url -> scratches.apply(Postgres.at(url.reveal())));
    var stage = new Bench.Stage(posts.get(), storehouse, surroundings.json(), out::note, host);
    show(out, plan, new Bench(stage, plan).run());
    return 0;
  }

  /** What the service has that is started with this data folder, or database, and nothing else. */
  private static Config config(Path data, Optional<Secret> url) {
    var flags = new HashMap<>(Map.of(Keys.DATA_DIR.name(), data.toString()));
    url.ifPresent(secret -> flags.put(Keys.STORAGE_URL.name(), secret.reveal()));
    return Config.of(Settings.read(new Sources(Optional.empty(), Map.of(), flags)));
  }

  private void show(Output out, Plan plan, Figures figures) {
    if (json) {
      out.raw(surroundings.json().write(document(plan, figures)));
      return;
    }
    var sheet = new Sheet(figures);
    out.table(sheet.table());
    out.line("");
    out.line(
        "Store: %s, nodes: %d. Endpoints: %d, fan-out: %d, events of %d bytes, %d in a request, %d s each."
            .formatted(
                plan.keeping().store(),
                plan.keeping().nodes(),
                plan.shape().endpoints(),
                plan.shape().fanOut(),
                plan.event().bytes(),
                plan.event().batch(),
                plan.seconds()));
    if (!sheet.leftOut().isEmpty()) {
      out.line("Left out; --only PART measures one, --full all of them:");
      sheet.leftOut().forEach(part -> out.line("  " + part));
    }
    var missed = figures.missed();
    out.line(
        missed.isEmpty() ? "Every bar holds." : "Missed: " + names(missed) + ".",
        missed.isEmpty() ? Style.GOOD : Style.BAD);
  }

  private static String names(List<Figure> figures) {
    return figures.stream().map(Figure::json).collect(Collectors.joining(", "));
  }

  private static JsonObject document(Plan plan, Figures figures) {
    var document = JsonObject.writing();
    figures.json().members().forEach(document::put);
    return document
        .put("store", plan.keeping().store())
        .put("endpoints", plan.shape().endpoints())
        .put("fan_out", plan.shape().fanOut())
        .put("payload_bytes", plan.event().bytes())
        .put("batch", plan.event().batch())
        .put("hanging_percent", plan.hanging().getLast())
        .put("backlog_size", plan.backlog())
        .put("seconds", plan.seconds())
        .put("missed", figures.missed().stream().map(Figure::json).toList())
        .put("left_out", figures.leftOut().stream().map(Figure::json).toList())
        .done();
  }
}
