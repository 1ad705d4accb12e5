package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Output;
import dev.hookcast.app.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Every command that there is, ready to run once. */
public final class Commands {
  private static final int NARROWEST_HELP = 55; // picocli refuses less

  private static final OptionSpec VERSION =
      OptionSpec.builder("-V", "--version")
          .versionHelp(true)
          .description("Print the version.")
          .build();

  private final CommandLine program;

  /**
   * Puts the commands together.
   *
   * @param first commands that start something, annotated with {@code @Command}; listed before the
   *     clients
   * @param last further clients, which get their sessions here
   */
  public Commands(
      Surroundings surroundings, List<Object> first, Function<Sessions, List<Object>> last) {
    var terminal = surroundings.terminal();
    var root = new Root();
    program = new CommandLine(root);
    var output = new Output(terminal);
    var sessions = new Sessions(surroundings, root.server, output);
    var documents = new Documents(surroundings);
    var version = new Version(output);
    first.forEach(program::addSubcommand);
    program
        .addSubcommand(new EventCommands(sessions, documents))
        .addSubcommand(new SubscriptionCommands(sessions, documents))
        .addSubcommand(new DeliveryCommands(sessions))
        .addSubcommand(new TailCommand(sessions))
        .addSubcommand(new DialectCommands(sessions))
        .addSubcommand(new PreviewCommand(sessions, documents))
        .addSubcommand(new OrganizationCommands(sessions))
        .addSubcommand(new TokenCommands(sessions, surroundings.clock()))
        .addSubcommand(new AuditCommand(sessions));
    last.apply(sessions).forEach(program::addSubcommand);
    program
        .addSubcommand(new ConfigCommands(surroundings, output))
        .addSubcommand(version)
        .addSubcommand(new HelpCommand())
        .addSubcommand(new GenerateCompletion());
    hide("generate-completion");
    program.getCommandSpec().versionProvider(version).addOption(VERSION);
    helpful(program.getCommandSpec());
    attach(terminal);
  }

  /** Runs the command that the arguments name; returns the exit status. */
  public int run(String... arguments) {
    int status = program.execute(arguments);
    program.getOut().flush();
    return status;
  }

  private void hide(String command) {
    Objects.requireNonNull(program.getSubcommands().get(command))
        .getCommandSpec()
        .usageMessage()
        .hidden(true);
  }

  private void attach(Terminal terminal) {
    var complaints = new Complaints(terminal);
    program
        .setExecutionStrategy(Commands::execute)
        .setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()))
        .setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()))
        .setColorScheme(Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.max(terminal.width(), NARROWEST_HELP))
        .setParameterExceptionHandler(complaints)
        .setExecutionExceptionHandler(complaints);
  }

  private static int execute(ParseResult parsed) {
    var at = parsed;
    while (at.hasSubcommand()) {
      at = at.subcommand();
      // Those of the program itself are for every command; others would be lost without a word.
      if (at.hasSubcommand() && !at.matchedOptions().isEmpty()) {
        var option = at.matchedOptions().getFirst().longestName();
        throw new ParameterException(
            at.commandSpec().commandLine(),
            option + " belongs behind " + at.subcommand().commandSpec().name());
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static void helpful(CommandSpec command) {
    if (command.findOption("--help") == null) {
      command.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Print this help.")
              .build());
    }
    command
        .usageMessage()
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .synopsisSubcommandLabel("COMMAND");
    command.subcommands().values().forEach(c -> helpful(c.getCommandSpec()));
  }
}
