package dev.hookcast.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final int ENDLESS = Integer.MAX_VALUE;

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    var table = new Table(List.of(Column.id("ID"), Column.of("NAME")));
    table.add(List.of(Cell.of("a-long-id"), Cell.of("x")));
    table.add(List.of(Cell.of("b"), Cell.of("naïve 🚀 name")));

    assertThat(table.lines(ENDLESS, false))
        .containsExactly("ID         NAME", "a-long-id  x", "b          naïve 🚀 name");
  }

  @Test
  void narrowRoomCutsTheWidestCellsButNeverAnId() {
    var table = new Table(List.of(Column.id("ID"), Column.of("NAME"), Column.of("URL")));
    table.add(List.of(Cell.of("i".repeat(36)), Cell.of("shop"), Cell.of("u".repeat(60))));

    var row = table.lines(70, false).get(1);

    assertThat(row).hasSize(70).startsWith("i".repeat(36) + "  shop  u").endsWith("u…");
  }

  @Test
  void thereIsALimitToCutting() {
    var table = new Table(List.of(Column.of("A"), Column.of("B")));
    table.add(List.of(Cell.of("a".repeat(30)), Cell.of("b".repeat(30))));

    assertThat(table.lines(5, false).get(1))
        .isEqualTo("a".repeat(11) + "…  " + "b".repeat(11) + "…");
  }

  @Test
  void cuttingNeverLeavesHalfACharacter() {
    var table = new Table(List.of(Column.of("A")));
    table.add(List.of(Cell.of("🚀".repeat(20))));

    assertThat(table.lines(12, false).get(1)).isEqualTo("🚀".repeat(11) + "…");
  }

  @Test
  void coloursDontCountAsWidth() {
    var table = new Table(List.of(Column.of("STATE"), Column.of("X")));
    table.add(List.of(Cell.word("delivered"), Cell.of("x")));

    assertThat(table.lines(ENDLESS, true).get(1)).isEqualTo("\u001b[32mdelivered\u001b[0m  x");
  }

  @Test
  void cellsCantBreakTheLineOrDriveTheTerminal() {
    var table = new Table(List.of(Column.of("")));
    table.add(List.of(Cell.of("a\nb\u001b[31m\u202e\u009b")));

    assertThat(table.lines(ENDLESS, false)).containsExactly("a\\u000ab\\u001b[31m\\u202e\\u009b");
  }
}
