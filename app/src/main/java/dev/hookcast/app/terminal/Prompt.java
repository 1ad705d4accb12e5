package dev.hookcast.app.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Asks the person in front of the terminal. An empty answer of its methods: the input has ended.
 */
public final class Prompt {
  private final Terminal terminal;
  private final BufferedReader in;

  public Prompt(Terminal terminal) {
    this.terminal = terminal;
    // A terminal sends the letters that it shows.
    this.in = new BufferedReader(new InputStreamReader(terminal.in(), terminal.out().charset()));
  }

  /** True if there is somebody to ask. */
  public boolean possible() {
    return terminal.interactive();
  }

  /** The line that follows the question. */
  public Optional<String> line(String question) {
    terminal.out().print(Visible.line(question) + " ");
    terminal.out().flush();
    try {
      return Optional.ofNullable(in.readLine()).map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The line that follows the question, or else the default that it shows. */
  public Optional<String> line(String question, String usual) {
    return line(question + " [" + usual + "]:").map(line -> line.isEmpty() ? usual : line);
  }

  /** Whether it shall be; just Enter is yes. Asks until it understands the answer. */
  public Optional<Boolean> confirm(String question) {
    while (true) {
      var line = line(question + " [Y/n]").map(text -> text.toLowerCase(Locale.ROOT));
      if (line.isEmpty()) {
        return Optional.empty();
      }
      switch (line.get()) {
        case "", "y", "yes" -> {
          return Optional.of(true);
        }
        case "n", "no" -> {
          return Optional.of(false);
        }
        default -> terminal.out().println("Please answer y or n.");
      }
    }
  }

  /** The index of the one that is chosen, by its number. Asks until one is. */
  public Optional<Integer> choose(String question, List<String> choices) {
    terminal.out().println(Visible.line(question));
    IntStream.range(0, choices.size())
        .forEach(i -> terminal.out().println("  " + (i + 1) + "  " + Visible.line(choices.get(i))));
    while (true) {
      var line = line("Number:");
      if (line.isEmpty()) {
        return Optional.empty();
      }
      var index = index(line.get(), choices.size());
      if (index.isPresent()) {
        return index;
      }
      terminal.out().println("Please answer with a number from 1 to " + choices.size() + ".");
    }
  }

  private static Optional<Integer> index(String answer, int choices) {
    return IntStream.range(0, choices)
        .boxed()
        .filter(i -> answer.equals(String.valueOf(i + 1)))
        .findFirst();
  }
}
