package dev.hookcast.app.cli;

import dev.hookcast.app.cli.Table.Cell;
import dev.hookcast.app.cli.Table.Column;
import dev.hookcast.core.Bytes;
import java.util.List;

/**
 * Prints what commands have to say. Text is made safe for the terminal here, the bytes of {@link
 * #raw} aside.
 */
record Output(Terminal terminal) {
  /** Prints bytes as they are, and a newline. */
  void raw(Bytes bytes) {
    terminal.out().write(bytes.array(), 0, bytes.size());
    terminal.out().write('\n');
    terminal.out().flush();
  }

  /** Prints one line. */
  void line(String text) {
    line(text, Style.PLAIN);
  }

  /** Prints one line in a style. */
  void line(String text, Style style) {
    var shown = Visible.line(text);
    terminal.out().println(terminal.colours() ? style.on(shown) : shown);
  }

  /** Prints a text of several lines, each one moved in. */
  void block(String text, String indent) {
    Visible.block(text).lines().forEach(l -> terminal.out().println((indent + l).stripTrailing()));
  }

  /** Prints a table, cut to the terminal's width if a person looks at it. */
  void table(Table table) {
    int room = terminal.interactive() ? terminal.width() : Integer.MAX_VALUE;
    table
        .lines(room, terminal.colours())
        .forEach(line -> terminal.out().println(line.stripTrailing()));
  }

  /** Prints names with their values, the values below each other and never cut. */
  void fields(List<Field> fields) {
    var table = new Table(List.of(Column.id(""), Column.id("")));
    fields.forEach(f -> table.add(List.of(new Cell("  " + f.name(), Style.FAINT), f.value())));
    table(table);
  }

  /** Prints something about the output that isn't part of it. */
  void note(String text) {
    terminal.err().println(Visible.line(text));
  }

  /** A name with its value. */
  record Field(String name, Cell value) {
    static Field of(String name, String value) {
      return new Field(name, Cell.of(value));
    }
  }
}
