package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Version 7 UUIDs that carry a number in their last 44 bits, as RFC 9562 (6.2) allows: what is
 * filed under the number is found by the id without an index.
 *
 * <p>48 bits of milliseconds, 4 of version, 12 of chance, 2 of variant, 18 of chance, the number.
 */
final class Uuid7 {
  private static final int NUMBER_BITS = 44;
  private static final long MAX_NUMBER = (1L << NUMBER_BITS) - 1;
  private static final int TEXT_LENGTH = 36;

  private Uuid7() {}

  static String text(long millis, long number, int chance) {
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalStateException("no id can carry the number " + number);
    }
    long random = Integer.toUnsignedLong(chance);
    long high = millis << 16 | 7L << 12 | random >>> 20;
    long low = 0b10L << 62 | (random & 0x3_ffff) << NUMBER_BITS | number;
    return new UUID(high, low).toString();
  }

  /** The 16 bytes of an id; nothing if it isn't one. */
  static Optional<Bytes> bytes(String id) {
    if (id.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    try {
      var uuid = UUID.fromString(id);
      return uuid.toString().equals(id) ? Optional.of(bytes(uuid)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Bytes bytes(UUID uuid) {
    return Bytes.of(
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array());
  }

  static String text(Bytes id) {
    var bytes = ByteBuffer.wrap(id.array());
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  static long number(Bytes id) {
    return ByteBuffer.wrap(id.array()).getLong(8) & MAX_NUMBER;
  }
}
