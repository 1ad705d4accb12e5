package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.Program;
import dev.hookcast.app.cli.Program.Run;
import dev.hookcast.app.wiring.Stage;
import dev.hookcast.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where somebody sits and types, with a real service on the same machine. */
final class Desk implements AutoCloseable {
  private final Path data;
  private final Stage stage;

  Desk(Path data) {
    this(data, Map.of());
  }

  Desk(Path data, Map<String, String> settings) {
    this.data = data;
    this.stage = new Stage(data, settings);
  }

  /** Runs what is typed, without a terminal. */
  Run run(String... typed) {
    return program().run(typed);
  }

  /** Runs what is typed on a terminal; the answers are lines, then the input ends. */
  Run runAnswering(String answers, String... typed) {
    return program().onTerminal().reading(answers).run(typed);
  }

  /** The run that does it and prints this. */
  static Run printing(String out) {
    return new Run(0, out, "");
  }

  static Run failing(int status, String err) {
    return new Run(status, "", err);
  }

  /** All subscriptions there are, the newest first. */
  List<JsonObject> subscriptions() {
    return stage.get("/subscriptions").array("items").items().stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  /** Ends all subscriptions. */
  void tidy() {
    subscriptions().forEach(s -> run("subscriptions", "delete", s.text("id").orElseThrow()));
  }

  JsonObject post(String path, String body) {
    return stage.post(path, body);
  }

  @Override
  public void close() {
    stage.close();
  }

  private Program program() {
    return new Program().with("HOOKCAST_DATA_DIR", data.toString());
  }
}
