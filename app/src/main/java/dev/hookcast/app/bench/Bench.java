package dev.hookcast.app.bench;

import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.http.sink.PlainPosts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

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
   * @param mainClass of this program, to start it again as the service
   * @param posts the client alone
   * @param progress is told about every second what goes on
   * @param executor a virtual thread for each task
   * @param atExit takes what has to be run when this process ends early
   */
  public record Stage(
      String mainClass,
      PlainPosts posts,
      JsonFormat json,
      Consumer<String> progress,
      Executor executor,
      Consumer<Runnable> atExit) {}

  /**
   * Measures everything that the plan names.
   *
   * @throws dev.hookcast.app.client.Failure if the service doesn't start, or breaks down
   */
  public Figures run() throws IOException, InterruptedException {
    var rounds = new ArrayList<Figures>();
    try (var receiver = new Receiver(stage.executor())) {
      for (int i = 0; i < plan.rounds(); i++) {
        rounds.add(round(receiver));
      }
    }
    var figures = new EnumMap<Figure, Double>(Figure.class);
    figures.putAll(Figures.median(rounds).values());
    figures.put(Figure.HEAP_MAX, (double) ServiceProcess.HEAP_MB);
    figures.put(Figure.JVM_STARTS, (double) rounds.size());
    figures.put(Figure.NODES, 1.0);
    return new Figures(figures);
  }

  private Figures round(Receiver receiver) throws IOException, InterruptedException {
    try (var service = new ServiceProcess()) {
      stage.atExit().accept(service::close);
      return new Round(stage, plan, receiver, service).play();
    }
  }
}
