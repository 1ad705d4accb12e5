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

  /**
   * Writes a document as {@link #write(Json)} does; where this very part stands in it, its text is
   * taken over as it is, which is quicker than writing it again.
   *
   * @param text what {@link #write(Json)} gives for the part, or what it was read from
   */
  Bytes write(Json document, Json part, Bytes text);
}
