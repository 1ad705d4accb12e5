package dev.hookcast.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program itself: what stands before any command. */
@Command(
    name = "hookcast",
    description = "Delivers what happened on a deployment platform to everyone who subscribed.",
    footer = {
      "",
      "`hookcast COMMAND --help` says more about one. Exit status: 0 done, 1 failed, 2 not"
          + " understood.",
      "The configuration's variables are in docs/configuration.md."
    })
final class Root {
  @Mixin final ServerOptions server = new ServerOptions();
}
