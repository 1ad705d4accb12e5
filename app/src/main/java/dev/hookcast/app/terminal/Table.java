package dev.hookcast.app.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns as wide as their widest cell. For one thread. */
public final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST = 12;

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param whole true if its cells are never cut
   */
  public record Column(String title, boolean whole) {
    /** One whose cells are cut when the line is too narrow. */
    public static Column of(String title) {
      return new Column(title, false);
    }

    /** One for ids: half of one is of no use. */
    public static Column id(String title) {
      return new Column(title, true);
    }
  }

  /** One cell; its text is shown on one line and can't drive the terminal. */
  public record Cell(String text, Style style) {
    public Cell {
      text = Visible.line(text);
    }

    public static Cell of(String text) {
      return new Cell(text, Style.PLAIN);
    }

    /** One of the API's words, in the colour that fits it. */
    public static Cell word(String word) {
      return new Cell(word, Style.of(word));
    }
  }

  /** Adds a row with a cell for each column. */
  public void add(List<Cell> row) {
    if (row.size() != columns.size()) {
      throw new IllegalStateException(row.size() + " cells for " + columns.size() + " columns");
    }
    rows.add(List.copyOf(row));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * The lines, the titles first unless there are none.
   *
   * @param room how wide a line may be where it can be cut
   */
  public List<String> lines(int room, boolean colours) {
    int[] widths = widths();
    narrow(widths, room);
    var lines = new ArrayList<String>();
    if (columns.stream().anyMatch(c -> !c.title().isEmpty())) {
      var titles = columns.stream().map(c -> new Cell(c.title(), Style.STRONG)).toList();
      lines.add(line(titles, widths, colours));
    }
    rows.forEach(row -> lines.add(line(row, widths, colours)));
    return lines;
  }

  private int[] widths() {
    return IntStream.range(0, columns.size())
        .map(
            i ->
                rows.stream()
                    .mapToInt(row -> length(row.get(i).text()))
                    .reduce(length(columns.get(i).title()), Math::max))
        .toArray();
  }

  private void narrow(int[] widths, int room) {
    int excess = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - room;
    while (excess > 0) {
      int widest = widestToCut(widths);
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      excess--;
    }
  }

  private int widestToCut(int[] widths) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean cuttable = !columns.get(i).whole() && widths[i] > NARROWEST;
      if (cuttable && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private static String line(List<Cell> row, int[] widths, boolean colours) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> shown(row.get(i), widths[i], i == row.size() - 1, colours))
        .collect(Collectors.joining(GAP));
  }

  private static String shown(Cell cell, int width, boolean last, boolean colours) {
    var text = cut(cell.text(), width);
    var padding = last ? "" : " ".repeat(width - length(text));
    return (colours ? cell.style().on(text) : text) + padding;
  }

  private static String cut(String text, int width) {
    return length(text) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
