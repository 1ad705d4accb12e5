package dev.hookcast.core.audit;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A place in the chain of an organization's entries.
 *
 * @param place counted from 1; 0 before the first
 * @param digest of the entry there, which stands for all before it too; empty before the first
 */
public record ChainPoint(long place, Bytes digest) {
  private static final Pattern SHAPE = Pattern.compile("0:|[1-9][0-9]{0,17}:[0-9a-f]{64}");
  private static final String SEPARATOR = ":";

  /** Before the first entry. */
  public static final ChainPoint START = new ChainPoint(0, Bytes.EMPTY);

  /**
   * Reads what {@link #text} writes.
   *
   * @throws InvalidInput with {@code head_invalid}
   */
  public static ChainPoint of(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw InvalidInput.of(
          "", "head_invalid", "A head is written as verify has told it: a place, :, a digest.");
    }
    var parts = text.split(SEPARATOR, -1);
    return new ChainPoint(Long.parseLong(parts[0]), Bytes.of(HexFormat.of().parseHex(parts[1])));
  }

  /** The place, a colon, and the digest in hexadecimal. */
  public String text() {
    return place + SEPARATOR + HexFormat.of().formatHex(digest.array());
  }
}
