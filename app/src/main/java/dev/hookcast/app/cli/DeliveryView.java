package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Output.Field;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Shows deliveries. */
final class DeliveryView {
  private final Session session;

  DeliveryView(Session session) {
    this.session = session;
  }

  static Listing listing() {
    return new Listing(
        "deliveries",
        List.of(
            Column.id("ID"),
            Column.of("STATE"),
            Column.id("ATTEMPTS"),
            Column.of("NEXT ATTEMPT"),
            Column.id("EVENT"),
            Column.id("SUBSCRIPTION")),
        d ->
            List.of(
                Cell.of(d.text("id").orElse("")),
                Cell.word(d.text("state").orElse("")),
                Cell.of(attempts(d)),
                Cell.of(d.text("next_attempt_at").orElse("-")),
                Cell.of(d.text("event_id").orElse("")),
                Cell.of(d.text("subscription_id").orElse(""))));
  }

  /** Prints one whole: every attempt with what was sent and what came back. */
  void print(JsonObject delivery) {
    session.out().line("Delivery " + delivery.text("id").orElse(""), Style.STRONG);
    var fields = new ArrayList<Field>();
    fields.add(new Field("state", Cell.word(delivery.text("state").orElse(""))));
    delivery.text("event_id").ifPresent(id -> fields.add(Field.of("event", id)));
    delivery.text("subscription_id").ifPresent(id -> fields.add(Field.of("subscription", id)));
    delivery.text("created_at").ifPresent(at -> fields.add(Field.of("created", at)));
    delivery.text("next_attempt_at").ifPresent(at -> fields.add(Field.of("next attempt", at)));
    session.out().fields(fields);
    var attempts = new AttemptView(session);
    Session.objects(delivery.array("attempts")).forEach(attempts::print);
  }

  private static String attempts(JsonObject delivery) {
    var attempts = delivery.get("attempts");
    return attempts.isEmpty() ? "-" : "" + delivery.array("attempts").items().size();
  }
}
