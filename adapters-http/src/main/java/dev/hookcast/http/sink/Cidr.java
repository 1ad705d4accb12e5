package dev.hookcast.http.sink;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param prefix an address of the block: 4 or 16 bytes
 * @param length how many leading bits of an address have to be the prefix's
 */
public record Cidr(Bytes prefix, int length) {
  /**
   * Reads a block; a single address is the block of itself.
   *
   * @throws InvalidInput with {@code cidr_invalid}
   */
  public static Cidr of(String text) {
    int slash = text.indexOf('/');
    var address = slash < 0 ? text : text.substring(0, slash);
    var bytes = Literals.parse(address).orElseThrow(Cidr::invalid);
    int bits = bytes.length * Byte.SIZE;
    int length = slash < 0 ? bits : length(text.substring(slash + 1), bits);
    return new Cidr(Bytes.of(bytes), length);
  }

  /** The block of this address alone. */
  public static Cidr of(InetAddress address) {
    return of(address.getAddress());
  }

  /** The block of this address alone, 4 or 16 bytes. */
  static Cidr of(byte[] bytes) {
    return new Cidr(Bytes.of(bytes), bytes.length * Byte.SIZE);
  }

  /** True if the address, 4 or 16 bytes, is in this block. */
  boolean contains(byte[] address) {
    return prefix.agrees(Bytes.of(address), length);
  }

  /** True if this block and the other have an address in common. */
  boolean overlaps(Cidr other) {
    return prefix.agrees(other.prefix, Math.min(length, other.length));
  }

  private static int length(String text, int bits) {
    return Optional.of(text)
        .filter(t -> t.matches("0|[1-9][0-9]{0,2}"))
        .map(Integer::valueOf)
        .filter(n -> n <= bits)
        .orElseThrow(Cidr::invalid);
  }

  private static InvalidInput invalid() {
    return InvalidInput.of(
        "", "cidr_invalid", "A block of addresses is written as 10.0.0.0/8 or fd00::/8.");
  }
}
