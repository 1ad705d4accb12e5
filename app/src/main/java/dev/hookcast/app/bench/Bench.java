package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Loop;
import dev.hookcast.app.bench.load.Receiver;
import dev.hookcast.core.Secret;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.http.sink.PlainPosts;
import dev.hookcast.storage.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Measures the service in a process of its own; several starts of it if the plan says so. */
public final class Bench {
  private final Stage stage;
  private final Plan plan;

  public Bench(Stage stage, Plan plan) {
    this.stage = stage;
    this.plan = plan;
  }

  /**
   * What the bench runs on.
   *
   * @param posts the client alone
   * @param storehouse what services keep their data in
   * @param progress is told about every second what goes on
   */
  public record Stage(
      PlainPosts posts,
      Storehouse storehouse,
      JsonFormat json,
      Consumer<String> progress,
      Host host) {}

  /**
   * Where data is when no service is at work on it.
   *
   * @param cellars opens the stores in a data folder, or else in the database with this address
   * @param scratches makes a schema in the database with this address
   */
  public record Storehouse(
      BiFunction<Path, Optional<Secret>, Cellar> cellars, Function<Secret, Scratch> scratches) {}

  /**
   * The process that the bench is.
   *
   * @param service the program that is the service, a class with a main method
   * @param executor a virtual thread for each task
   * @param threads makes threads that wait for nobody
   * @param atExit takes what has to be run when this process ends early
   */
  public record Host(
      String service, Executor executor, ThreadFactory threads, Consumer<Runnable> atExit) {}

  /**
   * Measures everything that the plan names.
   *
   * @throws dev.hookcast.app.client.Failure if the service doesn't start, or breaks down
   */
  public Figures run() throws IOException, InterruptedException {
    var rounds = new ArrayList<Figures>();
    try (var loop = new Loop(stage.host().threads());
        var receiver = new Receiver(loop)) {
      for (int i = 0; i < plan.rounds(); i++) {
        rounds.add(new Round(new Ground(stage, plan, loop, receiver)).play());
      }
    }
    var figures = new EnumMap<Figure, Double>(Figure.class);
    figures.putAll(Figures.median(rounds).values());
    figures.put(Figure.HEAP_MAX, (double) ServiceProcess.HEAP_MB);
    figures.put(Figure.JVM_STARTS, (double) rounds.size());
    figures.put(Figure.NODES, (double) plan.keeping().nodes());
    return new Figures(figures);
  }
}
