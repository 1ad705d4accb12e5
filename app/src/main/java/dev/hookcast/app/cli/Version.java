package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Output;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code hookcast version}. */
@Command(name = "version", description = "Print the version.")
final class Version implements Runnable, IVersionProvider {
  private final Output output;

  Version(Output output) {
    this.output = output;
  }

  @Override
  public void run() {
    output.line(getVersion()[0]);
  }

  @Override
  public String[] getVersion() {
    // From the jar's manifest; there is none when the classes aren't in a jar.
    var version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
    return new String[] {"hookcast " + version.orElse("unreleased")};
  }
}
