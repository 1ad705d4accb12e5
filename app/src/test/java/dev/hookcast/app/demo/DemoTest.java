package dev.hookcast.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.DemoCommand;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.service.Shutdown;
import dev.hookcast.app.terminal.Terminal;
import dev.hookcast.app.wiring.Wiring;
import dev.hookcast.http.JacksonJson;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void everythingArrivesAsDocumentedAndTheDemoSaysSo() {
    assertThat(demo()).as(text(err)).isZero();
    assertThat(text(out))
        .contains("Everything arrived as documented")
        .contains("\"action\": \"app:promote\"")
        .contains("\"type\": \"environment.redeploy\"")
        .contains("Content-Type: application/cloudevents+json")
        .contains("attempt 3")
        .contains("/console")
        .doesNotContain("✗");
  }

  private int demo() {
    var wiring =
        new Wiring(
            "test",
            failure -> {
              throw failure;
            });
    var terminal =
        new Terminal(InputStream.nullInputStream(), stream(out), stream(err), false, false, 80);
    var surroundings =
        new Surroundings(terminal, Map.of(), new JacksonJson(), InstantSource.system());
    var command =
        new DemoCommand(
            surroundings,
            wiring::quietService,
            new NoShutdown(),
            wiring.clock(),
            wiring.executor());
    return new Commands(surroundings, List.of(command), sessions -> List.of()).run("demo");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static final class NoShutdown implements Shutdown {
    @Override
    public void await() {
      throw new IllegalStateException("nothing was to be kept");
    }

    @Override
    public void ended() {}
  }
}
