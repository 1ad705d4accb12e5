package dev.hookcast.app.bench;

import dev.hookcast.app.terminal.Style;
import dev.hookcast.app.terminal.Table;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures as a person wants to see them. */
public record Sheet(Figures figures) {
  private static final String PROCESS = "The process";
  private static final double LARGE = 1_000;
  private static final double MIDDLE = 10;

  /** A row for each figure under its part's title, with its bar and whether it holds. */
  public Table table() {
    var table =
        new Table(
            List.of(Column.id(""), Column.id(""), Column.id(""), Column.id(""), Column.of("")));
    int width = figures.values().values().stream().mapToInt(v -> text(v).length()).max().orElse(0);
    Stream.concat(Arrays.stream(Part.values()).map(Optional::of), Stream.of(Optional.<Part>empty()))
        .forEach(part -> add(table, part, width));
    return table;
  }

  /** What was left out, part by part. */
  public List<String> leftOut() {
    return figures.leftOut().stream()
        .filter(figure -> figure.part().isPresent())
        .collect(Collectors.groupingBy(f -> f.part().orElseThrow()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                entry.getKey().word()
                    + ": "
                    + entry.getValue().stream().map(Figure::json).collect(Collectors.joining(", ")))
        .toList();
  }

  private void add(Table table, Optional<Part> part, int width) {
    var rows =
        figures.values().entrySet().stream().filter(e -> e.getKey().part().equals(part)).toList();
    if (rows.isEmpty()) {
      return;
    }
    if (!table.isEmpty()) {
      table.add(row(Cell.of(""), Cell.of(""), Cell.of(""), Cell.of(""), Cell.of("")));
    }
    var title = new Cell(part.map(Part::title).orElse(PROCESS), Style.STRONG);
    table.add(row(title, Cell.of(""), Cell.of(""), Cell.of(""), Cell.of("")));
    rows.forEach(entry -> table.add(row(entry.getKey(), entry.getValue(), width)));
  }

  private static List<Cell> row(Figure figure, double value, int width) {
    var bar = figure.bar();
    var verdict = !bar.exists() ? "" : bar.holds(value) ? "holds" : "missed";
    var style = !bar.exists() ? Style.STRONG : bar.holds(value) ? Style.GOOD : Style.BAD;
    return row(
        Cell.of("  " + figure.json()),
        new Cell(" ".repeat(width - text(value).length()) + text(value), style),
        Cell.of(bar.text()),
        new Cell(verdict, style),
        new Cell(figure.meaning(), Style.FAINT));
  }

  private static List<Cell> row(Cell... cells) {
    return List.of(cells);
  }

  private static String text(double value) {
    double size = Math.abs(value);
    if (size >= LARGE || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= MIDDLE ? "%.1f" : "%.3f", value);
  }
}
