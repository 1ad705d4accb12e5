package dev.hookcast.faults;

import dev.hookcast.faults.Child.Launch;
import dev.hookcast.faults.Halt.Point;
import dev.hookcast.faults.Target.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is done to a service in a {@link Run}, once; tests and campaigns repeat it. */
final class Scenes {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  // What the service allows its receivers, and five seconds.
  private static final Duration LONGEST_END = Duration.ofSeconds(38);
  private static final int FEW = 20;
  private static final int LONGEST_WORK_MILLIS = 600;

  private final Run run;
  private final Random chance;

  Scenes(Run run, long seed) {
    this.run = run;
    this.chance = new Random(seed);
  }

  /** Kills a service at some moment of its work. */
  Child kill(Launch launch) throws IOException, InterruptedException {
    var child = working(launch);
    run.pausePublishing(); // nobody would answer
    child.kill();
    return child;
  }

  /** Ends a service in good order at some moment of its work; returns its status. */
  int terminate() throws IOException, InterruptedException {
    var child = working(Launch.PLAIN);
    child.terminate();
    return child.ended(LONGEST_END).orElseThrow(() -> new IOException("it doesn't end"));
  }

  /** Stops a service at some moment of its work for so long, and lets it go on. */
  Child freeze(Duration howLong) throws IOException, InterruptedException {
    var child = working(Launch.PLAIN);
    child.freeze();
    Run.pass(howLong);
    child.thaw();
    run.letPass(FEW, PATIENCE);
    return child;
  }

  /** Kills a service when a request to the target has come that far. */
  void kill(Stage where) throws IOException, InterruptedException {
    var child = working(Launch.PLAIN);
    var once = new AtomicBoolean();
    run.target()
        .trap(
            stage -> {
              if (stage == where && once.compareAndSet(false, true)) {
                child.kill();
              }
            });
    ended(child, where.name());
  }

  /** Kills a service as soon as a publisher has read its answer. */
  void killAtAnswer() throws IOException, InterruptedException {
    var child = working(Launch.PLAIN);
    run.publisher().onAck(child::kill);
    ended(child, "answer");
    run.publisher().onAck(() -> {});
  }

  /** Lets a service end itself at a point. */
  void halt(Point point) throws IOException, InterruptedException {
    int passes = point.once() ? 1 : 1 + chance.nextInt(FEW);
    run.target().stall(point.draining());
    var child = run.start(halting(point, passes));
    if (point.draining()) {
      run.letPass(FEW * 7, PATIENCE);
      child.terminate();
    } else if (point.saving()) {
      saveInVain();
    }
    ended(child, point.name());
    run.target().stall(false);
  }

  /** A service that ends itself, with everything that has expired to be removed. */
  static Launch halting(Point point, int passes) {
    return faulty(Map.of(Faults.HALT, point + ":" + passes));
  }

  /** A service with these faults. */
  static Launch faulty(Map<String, String> faults) {
    var properties =
        faults.entrySet().stream().map(f -> "-D" + f.getKey() + "=" + f.getValue()).toList();
    return new Launch(FaultyService.class, properties, Map.of(), List.of(), true);
  }

  private Child working(Launch launch) throws IOException, InterruptedException {
    var child = run.start(launch);
    run.letPass(FEW, PATIENCE);
    Run.pass(Duration.ofMillis(chance.nextInt(LONGEST_WORK_MILLIS)));
    return child;
  }

  private void saveInVain() throws InterruptedException {
    try {
      run.subscribeInVain();
    } catch (IOException e) {
      // It was ended by it, as it should.
    }
  }

  private void ended(Child child, String where) throws IOException, InterruptedException {
    var status = child.ended(PATIENCE);
    run.pausePublishing();
    run.target().trap(stage -> {});
    if (status.filter(s -> s == Halt.STATUS).isEmpty()) {
      throw new IOException("it didn't die at " + where + ": " + status + child.log());
    }
  }
}
