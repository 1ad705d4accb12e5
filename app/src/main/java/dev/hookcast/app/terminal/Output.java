package dev.hookcast.app.terminal;

import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.Bytes;
import java.util.List;

/**
 * Prints what commands have to say. Text is made safe for the terminal here, the bytes of {@link
 * #raw} aside.
 */
public record Output(Terminal terminal) {
  /** Prints bytes as they are, and a newline. */
  public void raw(Bytes bytes) {
    terminal.out().write(bytes.array(), 0, bytes.size());
    terminal.out().write('\n');
    terminal.out().flush();
  }

  /** Prints one line. */
  public void line(String text) {
    line(text, Style.PLAIN);
  }

  /** Prints one line in a style. */
  public void line(String text, Style style) {
    var shown = Visible.line(text);
    terminal.out().println(terminal.colours() ? style.on(shown) : shown);
  }

  /** Prints a text of several lines, each one moved in. */
  public void block(String text, String indent) {
    Visible.block(text).lines().forEach(l -> terminal.out().println((indent + l).stripTrailing()));
  }

  /** Prints a table, cut to the terminal's width if a person looks at it. */
  public void table(Table table) {
    int room = terminal.interactive() ? terminal.width() : Integer.MAX_VALUE;
    table
        .lines(room, terminal.colours())
        .forEach(line -> terminal.out().println(line.stripTrailing()));
  }

  /** Prints names with their values, the values below each other and never cut. */
  public void fields(List<Field> fields) {
    var table = new Table(List.of(Column.id(""), Column.id("")));
    fields.forEach(f -> table.add(List.of(new Cell("  " + f.name(), Style.FAINT), f.value())));
    table(table);
  }

  /** Prints something about the output that isn't part of it. */
  public void note(String text) {
    terminal.err().println(Visible.line(text));
  }

  /** True if nobody reads any more what is printed. */
  public boolean broken() {
    return terminal.out().checkError();
  }

  /** A name with its value. */
  public record Field(String name, Cell value) {
    public static Field of(String name, String value) {
      return new Field(name, Cell.of(value));
    }
  }
}
