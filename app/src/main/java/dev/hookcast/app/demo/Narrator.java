package dev.hookcast.app.demo;

import dev.hookcast.app.demo.Receiver.Received;
import dev.hookcast.app.terminal.Output;
import dev.hookcast.app.terminal.Pretty;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the demo's story on the terminal. */
final class Narrator {
  /** Show a body whole. */
  static final int WHOLE = Integer.MAX_VALUE;

  /** Show only how a body begins. */
  static final int BEGINNING = 8;

  /** What every HTTP request has, and nobody needs to see. */
  private static final Set<String> DULL =
      Set.of("host", "connection", "accept-encoding", "content-length");

  private final Output out;
  private final Pretty pretty;
  private final JsonFormat json;
  private int chapter;

  Narrator(Output out, JsonFormat json) {
    this.out = out;
    this.json = json;
    this.pretty = new Pretty(json);
  }

  void title(String text) {
    out.line("");
    out.line(text, Style.STRONG);
    out.line("");
  }

  void fact(String name, String value) {
    out.line("  %-9s %s".formatted(name, value));
  }

  void chapter(String text) {
    chapter++;
    out.line("");
    out.line(chapter + ". " + text, Style.STRONG);
  }

  void aside(String text) {
    out.line("  " + text, Style.FAINT);
  }

  void check(String text) {
    out.line("  ✓ " + text, Style.GOOD);
  }

  void failure(String text) {
    out.line("");
    out.line("  ✗ " + text, Style.BAD);
  }

  void end(String text) {
    out.line("");
    out.line(text, Style.STRONG);
  }

  /** A request as its receiver saw it. */
  void received(Received got, int lines) {
    out.line("");
    out.line("    " + got.line(), Style.UNDERWAY);
    out.block(headers(got), "    ");
    out.line("");
    var body = pretty.text(json.read(got.body())).lines().toList();
    out.block(body.stream().limit(lines).collect(Collectors.joining("\n")), "    ");
    if (body.size() > lines) {
      out.line("    … and " + (body.size() - lines) + " more lines", Style.FAINT);
    }
    out.line("");
  }

  /** A request in one line. */
  void attempt(Received got) {
    var style = got.answered() / 100 == 2 ? Style.GOOD : Style.BAD;
    out.line(
        "    attempt %s  webhook-id %s  answered %d"
            .formatted(got.header("webhook-attempt"), got.header("webhook-id"), got.answered()),
        style);
  }

  /** A delivery as the log has it. */
  void log(JsonObject delivery) {
    out.line("");
    out.line("    GET /v1/organizations/default/deliveries/" + delivery.text("id").orElse(""));
    for (var item : delivery.array("attempts").items()) {
      if (item instanceof JsonObject attempt) {
        out.line(
            "      %d  %-9s  %-9s  %d  %s"
                .formatted(
                    attempt.integer("number").orElse(0),
                    attempt.text("trigger").orElse(""),
                    attempt.text("outcome").orElse(""),
                    attempt.object("response").integer("status").orElse(0),
                    attempt.object("response").text("body").orElse("")),
            Style.FAINT);
      }
    }
  }

  private static String headers(Received got) {
    return got.headers().stream()
        .filter(h -> !DULL.contains(h.name().toLowerCase(Locale.ROOT)))
        .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
        .map(Narrator::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Header header) {
    return header.name() + ": " + header.value();
  }
}
