package dev.hookcast.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The services that are measured together. What can be asked of any is asked of the first. */
record Nodes(List<ServiceProcess> all) implements AutoCloseable {
  Nodes {
    all = List.copyOf(all);
  }

  ServiceProcess first() {
    return all.getFirst();
  }

  /** Has all of them put everything away and end. */
  void stop() throws IOException, InterruptedException {
    for (var node : all) {
      node.stop();
    }
  }

  /** Fails if one of them has ended. */
  void check() throws IOException {
    for (var node : all) {
      node.check();
    }
  }

  /** The CPU time that all have used; zero where the system doesn't tell. */
  Duration cpu() {
    return sum(ServiceProcess::cpu);
  }

  /** The CPU time that their compilers have used; zero where the system doesn't tell. */
  Duration compiling() {
    return sum(ServiceProcess::compiling);
  }

  @Override
  public void close() {
    all.forEach(ServiceProcess::close);
  }

  private Duration sum(Function<ServiceProcess, Duration> of) {
    return all.stream().map(of).reduce(Duration.ZERO, Duration::plus);
  }
}
