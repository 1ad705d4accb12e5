package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import java.util.List;

/** Shows what subscriptions say of an event. */
final class VerdictView {
  private VerdictView() {}

  static Listing listing() {
    return new Listing(
        "subscriptions",
        List.of(
            Column.id("SUBSCRIPTION"),
            Column.of("NAME"),
            Column.of("VERDICT"),
            Column.of("REASON")),
        v ->
            List.of(
                Cell.of(v.text("subscription_id").orElse("")),
                Cell.of(v.text("subscription_name").orElse("")),
                Cell.word(v.text("verdict").orElse("")),
                Cell.of(v.text("reason").orElse(""))));
  }
}
