package dev.hookcast.app.client;

import dev.hookcast.app.terminal.Table;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the API's problems (RFC 9457) into words.
 *
 * @param verbatim true to hand on the document itself
 */
public record Problems(JsonFormat format, boolean verbatim) {
  /** What to do about an answer with status 401. */
  public static final String HOW_TO_BE_KNOWN =
      "name a token with --token or HOOKCAST_TOKEN, or the data folder with --data";

  /** The failure that a refused request is. */
  public Failure failure(String address, Answer answer) {
    var problem = document(answer).filter(p -> p.text("title").isPresent());
    if (problem.isEmpty()) {
      return Failure.of(address + " answered with status " + answer.status());
    }
    if (verbatim) {
      return Failure.verbatim(answer.body().text());
    }
    var lines = new ArrayList<String>();
    lines.add(gist(problem.get()));
    lines.addAll(errors(problem.get().array("errors").items()));
    if (answer.status() == 401) {
      lines.add(HOW_TO_BE_KNOWN);
    }
    return new Failure(lines);
  }

  private Optional<JsonObject> document(Answer answer) {
    try {
      return format.read(answer.body()) instanceof JsonObject o ? Optional.of(o) : Optional.empty();
    } catch (InvalidInput e) {
      return Optional.empty();
    }
  }

  private static String gist(JsonObject problem) {
    var line = new StringBuilder(problem.text("title").orElse(""));
    problem.text("detail").ifPresent(detail -> line.append(": ").append(detail));
    problem.text("code").ifPresent(code -> line.append(" (").append(code).append(')'));
    problem.text("request_id").ifPresent(id -> line.append(" [request ").append(id).append(']'));
    return line.toString();
  }

  private static List<String> errors(List<Json> errors) {
    var table = new Table(List.of(Column.id(""), Column.id(""), Column.id("")));
    for (var error : errors) {
      if (error instanceof JsonObject e) {
        table.add(List.of(cell(e, "pointer"), cell(e, "code"), cell(e, "detail")));
      }
    }
    return table.lines(Integer.MAX_VALUE, false).stream().map(line -> "  " + line).toList();
  }

  private static Cell cell(JsonObject error, String name) {
    return Cell.of(error.text(name).orElse(""));
  }
}
