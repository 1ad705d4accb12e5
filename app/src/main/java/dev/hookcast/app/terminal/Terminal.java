package dev.hookcast.app.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Where a command reads and prints.
 *
 * @param interactive true if a person looks at the output
 * @param colours true if the output may hold colours
 * @param width how many characters a line has
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean interactive,
    boolean colours,
    int width) {
  private static final int USUAL_WIDTH = 80;

  /** The terminal, pipe or file that this process was started with. */
  public static Terminal ofProcess() {
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
