package dev.hookcast.app.cli;

import dev.hookcast.app.client.Failure;
import dev.hookcast.app.config.Nearest;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.app.terminal.Terminal;
import dev.hookcast.app.terminal.Visible;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.spi.StoreFailure;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on stderr what went wrong, and turns it into the exit status. */
record Complaints(Terminal terminal)
    implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    var command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException unmatched) {
      unmatched(unmatched);
    } else if (!command.getSubcommands().isEmpty() && !runs(command)) {
      say("which command? There are: " + String.join(", ", offered(command)));
    } else {
      say(String.valueOf(e.getMessage()));
    }
    print("see: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result)
      throws Exception {
    return switch (e) {
      case Usage usage -> {
        say(usage.complaint());
        print("see: " + command.getCommandSpec().qualifiedName() + " --help");
        yield ExitCode.USAGE;
      }
      case InvalidInput invalid -> {
        invalid.problems().forEach(p -> say((p.pointer() + " " + p.detail()).strip()));
        yield ExitCode.USAGE;
      }
      case Failure failure -> failed(failure);
      case StoreFailure failure -> {
        say("the store failed: " + failure.getMessage());
        yield ExitCode.SOFTWARE;
      }
      // A bug: picocli prints it whole, for the report.
      default -> throw e;
    };
  }

  private static boolean runs(CommandLine command) {
    return command.getCommand() instanceof Callable;
  }

  private int failed(Failure failure) {
    if (failure.verbatim()) {
      failure.lines().forEach(line -> terminal.err().println(line));
    } else {
      say(failure.lines().getFirst());
      failure.lines().stream().skip(1).forEach(this::print);
    }
    return ExitCode.SOFTWARE;
  }

  private void unmatched(UnmatchedArgumentException e) {
    var word = e.getUnmatched().getFirst();
    boolean option = word.startsWith("-");
    var name = option ? word.split("=", 2)[0] : word;
    var known = option ? options(e.getCommandLine()) : offered(e.getCommandLine());
    var meant = known.isEmpty() ? Optional.<String>empty() : Optional.of(Nearest.to(name, known));
    say(
        "there is no "
            + (option ? "option " : known.isEmpty() ? "room for " : "command ")
            + name
            + meant.map(m -> "; did you mean " + m + "?").orElse(""));
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(o -> !o.hidden())
        .flatMap(o -> Arrays.stream(o.names()))
        .toList();
  }

  private static Collection<String> offered(CommandLine command) {
    return command.getSubcommands().entrySet().stream()
        .filter(c -> !c.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void say(String text) {
    var line = "hookcast: " + Visible.line(text);
    terminal.err().println(terminal.colours() ? Style.BAD.on(line) : line);
  }

  private void print(String text) {
    terminal.err().println(Visible.line(text));
  }
}
