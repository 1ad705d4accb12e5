package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Output;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.app.terminal.Table;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hookcast config}. */
@Command(name = "config", description = "What the service would be started with.")
final class ConfigCommands {
  private final Surroundings surroundings;
  private final Output output;

  ConfigCommands(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Command(name = "check", description = "Say ok, or everything that is wrong.")
  int check(@Mixin ConfigOptions options) {
    options.settings(surroundings.environment());
    output.line("ok");
    return 0;
  }

  @Command(name = "print", description = "Every value and where it came from.")
  int print(@Mixin ConfigOptions options) {
    var table = new Table(List.of(Column.id("KEY"), Column.id("VALUE"), Column.id("FROM")));
    for (var setting : options.settings(surroundings.environment()).list()) {
      var origin = setting.origin();
      table.add(
          List.of(
              Cell.of(setting.key().name()),
              Cell.of(setting.shown()),
              new Cell(origin, origin.equals("default") ? Style.FAINT : Style.PLAIN)));
    }
    output.table(table);
    return 0;
  }
}
