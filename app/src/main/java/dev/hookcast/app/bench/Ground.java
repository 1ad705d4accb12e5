package dev.hookcast.app.bench;

import dev.hookcast.app.bench.Bench.Stage;
import dev.hookcast.app.bench.load.Loop;
import dev.hookcast.app.bench.load.Receiver;
import java.time.Duration;

/** What all measurements share: one receiver, and the thread that it and every load is on. */
record Ground(Stage stage, Plan plan, Loop loop, Receiver receiver) {
  void say(String progress) {
    stage.progress().accept(progress);
  }

  /** The CPU time that the bench itself has used; zero where the system doesn't tell. */
  static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
