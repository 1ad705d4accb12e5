package dev.hookcast.app.cli;

import dev.hookcast.app.client.Failure;
import dev.hookcast.app.config.Keys;
import dev.hookcast.app.config.Settings;
import dev.hookcast.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a service that runs on this machine leaves for its clients. */
record DataFolder(Path path) {
  /** The folder that was named, or else the configured one. */
  static DataFolder of(Optional<Path> named, Map<String, String> environment) {
    return new DataFolder(
        named.orElseGet(
            () ->
                Settings.read(ConfigOptions.sources(Optional.empty(), environment, Map.of()))
                    .get(Keys.DATA_DIR)));
  }

  /** The service's address, if one runs or ran. */
  Optional<String> address() {
    return content("address");
  }

  /** The admin token, which may act for every organization. */
  Optional<Secret> token() {
    return content("admin-token").map(Secret::new);
  }

  private Optional<String> content(String name) {
    var file = path.resolve(name);
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Failure.of("the file " + file + " can't be read");
    }
  }
}
