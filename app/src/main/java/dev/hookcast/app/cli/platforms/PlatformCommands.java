package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.Sessions;
import java.util.List;
import picocli.CommandLine;

/** The commands of every platform that has a command line. */
public final class PlatformCommands {
  private PlatformCommands() {}

  /** One group for each platform. */
  public static List<Object> of(Sessions sessions) {
    return List.of(
        new CommandLine(new ConvoxCommands()).addSubcommand(new ConvoxServices(sessions)),
        new DivshotCommands(sessions),
        new PlatformshCommands(sessions));
  }
}
