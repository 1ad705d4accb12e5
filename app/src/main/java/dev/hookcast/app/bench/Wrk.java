package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the machine can do: wrk against the receiver, if the program is there. */
record Wrk(Ground ground, Meter meter) {
  private static final String PROGRAM = "wrk";
  private static final int WARM_UP_SECONDS = 2;
  private static final int SECONDS = 4;
  private static final int TOO_LONG_SECONDS = 60;

  /** Requests a second as the client alone makes them; nothing where there is no such program. */
  OptionalDouble measure() throws IOException, InterruptedException {
    var script = Files.createTempFile(ground.plan().keeping().folder(), "hookcast-bench-", ".lua");
    try {
      var body = Publication.document(ground.plan().event().bytes());
      Files.writeString(
          script,
          """
          wrk.method = "POST"
          wrk.headers["Content-Type"] = "application/json"
          wrk.body = [[%s]]
          """
              .formatted(body));
      var started = start(script);
      return started.isPresent()
          ? OptionalDouble.of(measured(started.get()))
          : OptionalDouble.empty();
    } finally {
      Files.delete(script);
    }
  }

  private double measured(Process process) throws IOException, InterruptedException {
    try {
      meter.measure("wrk, getting going", WARM_UP_SECONDS, Optional::empty);
      return meter.measure(PROGRAM, SECONDS, Optional::empty).perSecond();
    } finally {
      process.destroyForcibly();
    }
  }

  private Optional<Process> start(Path script) throws IOException {
    var url = ground.receiver().urls(1).getFirst();
    var command =
        new String[] {
          PROGRAM,
          "--threads=2",
          "--connections=" + Site.CONNECTIONS,
          "--duration=" + TOO_LONG_SECONDS,
          "--script=" + script,
          url
        };
    try {
      return Optional.of(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      ground.say("there is no wrk on the PATH to compare with");
      return Optional.empty();
    }
  }
}
