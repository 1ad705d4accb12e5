package dev.hookcast.app.cli;

import dev.hookcast.app.client.Failure;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.app.terminal.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hookcast secrets}. */
@Command(name = "secrets", description = "The master key that seals the secrets in the store.")
public final class SecretCommands {
  private final Sessions sessions;
  private final Map<String, String> environment;
  private final ToIntFunction<Path> newKey;

  /**
   * Commands over these sessions.
   *
   * @param newKey adds a master key to those in a data folder, and returns its version
   */
  public SecretCommands(
      Sessions sessions, Map<String, String> environment, ToIntFunction<Path> newKey) {
    this.sessions = sessions;
    this.environment = environment;
    this.newKey = newKey;
  }

  @Command(
      name = "new-key",
      description = "Add a key to master.key, beside those that are there.",
      footer = {
        "",
        "On the machine of the service. Copy the file to the other nodes, if there are any, and",
        "restart them; then:",
        "  hookcast secrets reseal"
      })
  int newKey(
      @Option(
              names = "--data",
              paramLabel = "DIR",
              description = "The service's data folder (else the configured data.dir).")
          Optional<Path> data) {
    var folder = DataFolder.of(data, environment).path();
    if (!Files.isDirectory(folder)) {
      throw new Usage("there is no folder " + folder);
    }
    try {
      var out = sessions.output();
      out.line("Added the master key of version " + newKey.applyAsInt(folder) + ".");
      out.note("Back the file up: what will be sealed with this key opens with no other.");
      return 0;
    } catch (Refusal e) {
      throw Failure.of(e.why());
    }
  }

  @Command(
      name = "reseal",
      description = "Seal every secret anew under the newest key, while the service runs.")
  int reseal(@Mixin ServerOptions server) {
    var session = sessions.open(server);
    while (true) {
      var answer = session.api().post(Session.commonPath("secrets", "reseal"));
      var now = session.object(answer);
      long done = now.integer("resealed").orElse(0);
      long left = now.integer("left").orElse(0);
      if (done > 0 && left > 0) {
        session.out().note(String.format(Locale.ROOT, "%,d left", left));
        continue;
      }
      return session.show(
          answer, json -> summarize(session.out(), now.integer("key_version").orElse(0), left));
    }
  }

  private static void summarize(Output out, long version, long left) {
    out.line("Secrets are sealed under the master key of version " + version + ".");
    if (left == 0) {
      out.line("No older key is needed any more, except for backups.");
    } else {
      out.line(left + " subscriptions have secrets that no key here opens: set them anew.");
    }
  }
}
