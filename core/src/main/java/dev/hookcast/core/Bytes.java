package dev.hookcast.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** An immutable run of bytes, compared by content. */
public final class Bytes {
  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Takes the array over: the caller must not change it afterwards (no copy is made). */
  public static Bytes of(byte[] content) {
    return new Bytes(content);
  }

  /** The UTF-8 form of a text. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes themselves, not a copy; callers only read them. */
  public byte[] array() {
    return content;
  }

  /** How many bytes there are. */
  public int size() {
    return content.length;
  }

  /** The text that these bytes are in UTF-8; what isn't UTF-8 becomes a replacement mark. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** True if both begin with the same bits, so many of them; false if the lengths differ. */
  public boolean agrees(Bytes other, int bits) {
    if (content.length != other.content.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> i % Byte.SIZE;
      if (((content[i / Byte.SIZE] ^ other.content[i / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Their SHA-256. */
  public Bytes sha256() {
    try {
      return new Bytes(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return content.length + " bytes";
  }
}
