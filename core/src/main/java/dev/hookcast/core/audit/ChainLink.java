package dev.hookcast.core.audit;

import dev.hookcast.core.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/** How an entry of an audit log is tied to the one before it. */
public final class ChainLink {
  private static final byte ABSENT = 0;
  private static final byte PRESENT = 1;

  private ChainLink() {}

  /**
   * SHA-256 over the digest of the entry before, and then for each field a byte 0 if it is absent,
   * or a byte 1, its length in bytes as 32 bits, and its UTF-8.
   *
   * @param previous empty if there was none before
   */
  public static Bytes digest(Bytes previous, List<Optional<String>> fields) {
    var sha256 = sha256();
    sha256.update(previous.array());
    for (var field : fields) {
      if (field.isEmpty()) {
        sha256.update(ABSENT);
      } else {
        var text = field.get().getBytes(StandardCharsets.UTF_8);
        sha256.update(PRESENT);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
        sha256.update(text);
      }
    }
    return Bytes.of(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
