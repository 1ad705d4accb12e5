package dev.hookcast.app.cli.platforms;

import picocli.CommandLine.Command;

/** {@code hookcast convox}. */
@Command(name = "convox", description = "Convox's own commands, for webhooks in its dialect.")
final class ConvoxCommands {}
