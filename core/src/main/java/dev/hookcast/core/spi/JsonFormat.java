package dev.hookcast.core.spi;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.Json;

/** Reads and writes JSON text. Safe for any number of threads. */
public interface JsonFormat {
  /**
   * Reads one document in UTF-8. What it reads and writes again is the same document: number
   * literals, key order and unpaired surrogates included.
   *
   * @throws InvalidInput with {@code body_empty}, {@code encoding_not_utf8}, {@code
   *     json_malformed}, {@code json_trailing_data}, {@code json_duplicate_key} or {@code
   *     json_too_deep} (more than 64 levels)
   */
  Json read(Bytes text);

  /** Writes a document in UTF-8 without any white space between its tokens. */
  Bytes write(Json document);
}
