package dev.hookcast.app.client;

import dev.hookcast.app.terminal.Visible;
import java.util.List;

/** Ends a command with exit status 1; its lines say why, for people. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;
  private final boolean verbatim;

  public Failure(List<String> lines) {
    this(lines, false);
  }

  private Failure(List<String> lines, boolean verbatim) {
    super(lines.getFirst());
    this.lines = List.copyOf(lines);
    this.verbatim = verbatim;
  }

  /** A failure that one line tells. */
  public static Failure of(String line) {
    return new Failure(List.of(line));
  }

  /** A failure that the API tells a program. */
  public static Failure verbatim(String document) {
    return new Failure(List.of(document), true);
  }

  /** A failure in words that a platform's users know; the program's name doesn't precede them. */
  public static Failure inWords(List<String> lines) {
    return new Failure(lines.stream().map(Visible::line).toList(), true);
  }

  /** True if the lines are printed as they are, with nothing in front. */
  public boolean verbatim() {
    return verbatim;
  }

  /** What to print, the gist first. Not yet safe for a terminal, unless they are verbatim. */
  public List<String> lines() {
    return lines;
  }
}
