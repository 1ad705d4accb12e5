package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Terminal;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The terminal, pipe or file that this process was started with. */
public final class ProcessTerminal {
  private static final int USUAL_WIDTH = 80;

  private ProcessTerminal() {}

  /** Looks at what the process has. */
  public static Terminal open() {
    boolean interactive = attached(System.console());
    return new Terminal(
        System.in,
        wide(System.out, FileDescriptor.out),
        wide(System.err, FileDescriptor.err),
        interactive,
        Ansi.AUTO.enabled(),
        interactive ? new UsageMessageSpec().autoWidth(true).width() : USUAL_WIDTH);
  }

  private static PrintStream wide(PrintStream stream, FileDescriptor file) {
    // Without a locale, as in most containers, Java would print a ? for every letter beyond ASCII.
    return stream.charset().equals(StandardCharsets.US_ASCII)
        ? new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8)
        : stream;
  }

  private static boolean attached(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there may be a console without a terminal; it alone knows.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
