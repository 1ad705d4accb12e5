package dev.hookcast.core.dialect;

import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.TestJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A payload, the event that it means, and what is sent of that event when it was born elsewhere.
 *
 * @param event without the document that it carries in its data
 * @param skipped why nothing is sent, in place of {@code sent}
 */
record Golden(
    String name,
    JsonObject received,
    JsonObject event,
    Optional<JsonObject> sent,
    Optional<String> skipped) {

  /** All that there are for a dialect, each named as its file. */
  static List<Golden> of(String dialect) {
    try (var files = Files.list(folder(dialect))) {
      return files.sorted().map(Golden::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(String dialect) {
    try {
      return Path.of(Golden.class.getResource(dialect).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Golden read(Path file) {
    try {
      var whole = TestJson.object(Files.readString(file));
      return new Golden(
          file.getFileName().toString().replace(".json", ""),
          whole.object("received"),
          whole.object("event"),
          whole.get("sent").map(sent -> (JsonObject) sent),
          whole.text("skipped"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
