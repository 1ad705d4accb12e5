package dev.hookcast.app.cli;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the documents that a user hands over. */
record Documents(Surroundings surroundings) {
  /** The bytes of a file; {@code -} is standard input. */
  Bytes bytes(String file) {
    try {
      return Bytes.of(
          file.equals("-")
              ? surroundings.terminal().in().readAllBytes()
              : Files.readAllBytes(Path.of(file)));
    } catch (IOException | InvalidPathException e) {
      throw new Usage("the file " + file + " can't be read");
    }
  }

  /** The secret that is all there is in a file; the line end behind it doesn't belong to it. */
  String secret(String file) {
    var secret = bytes(file).text().replaceFirst("\\R\\z", "");
    if (secret.isEmpty()) {
      throw new Usage("the file " + file + " is empty");
    }
    return secret;
  }

  /** The JSON object in a file. */
  JsonObject object(String file) {
    return object(bytes(file), "the file " + file);
  }

  /**
   * The JSON object that these bytes are.
   *
   * @param what what they are, as a complaint begins
   */
  JsonObject object(Bytes bytes, String what) {
    if (read(bytes, what) instanceof JsonObject object) {
      return object;
    }
    throw new Usage(what + " has to be a JSON object");
  }

  private Json read(Bytes bytes, String what) {
    try {
      return surroundings.json().read(bytes);
    } catch (InvalidInput e) {
      throw new Usage(what + " isn't JSON: " + e.problems().getFirst().detail());
    }
  }
}
