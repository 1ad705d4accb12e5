package dev.hookcast.app;

import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.cli.Terminal;
import dev.hookcast.http.JacksonJson;
import java.util.List;

/** Puts the program together and runs it. */
public final class Main {
  private Main() {}

  /** Runs one command; its status becomes the process's. */
  public static void main(String[] arguments) {
    var surroundings = new Surroundings(Terminal.ofProcess(), System.getenv(), new JacksonJson());
    System.exit(new Commands(surroundings, List.of()).run(arguments));
  }
}
