package dev.hookcast.app.cli;

import dev.hookcast.app.cli.platforms.PlatformCommands;
import dev.hookcast.app.terminal.Terminal;
import dev.hookcast.http.JacksonJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the program inside this process, as a shell would: arguments in, status and text out. */
public final class Program {
  /** What the commands take the time for. */
  static final Instant NOW = Instant.parse("2026-04-05T06:03:20Z");

  private final Map<String, String> environment = new LinkedHashMap<>();
  private String input = "";
  private boolean onTerminal;

  /** The outcome of one run. */
  public record Run(int status, String out, String err) {}

  /** With this environment variable. */
  public Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** With this on standard input. */
  public Program reading(String text) {
    input = text;
    return this;
  }

  /** A person in front of a terminal with colours, 80 characters wide. */
  public Program onTerminal() {
    onTerminal = true;
    return this;
  }

  public Run run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            onTerminal,
            onTerminal,
            80);
    var surroundings =
        new Surroundings(terminal, environment, new JacksonJson(), InstantSource.fixed(NOW));
    int status = new Commands(surroundings, List.of(), PlatformCommands::of).run(arguments);
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
