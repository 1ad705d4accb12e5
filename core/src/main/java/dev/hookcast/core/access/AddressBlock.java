package dev.hookcast.core.access;

import dev.hookcast.core.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A block of addresses that a token works from, such as {@code 10.0.0.0/8}.
 *
 * @param prefix an address of the block, 4 or 16 bytes; the bits behind {@code length} are zero
 * @param length how many leading bits all its addresses have in common
 */
public record AddressBlock(Bytes prefix, int length) {
  private static final int V4 = 4;
  private static final int V6 = 16;

  public AddressBlock {
    if ((prefix.size() != V4 && prefix.size() != V6)
        || length < 0
        || length > prefix.size() * Byte.SIZE) {
      throw new IllegalStateException("no block of addresses: " + prefix + "/" + length);
    }
    prefix = cut(prefix, length);
  }

  /** True if the address, 4 or 16 bytes, is in this block. */
  public boolean contains(Bytes address) {
    return prefix.agrees(address, length);
  }

  /** As people write it: {@code 10.0.0.0/8}, or {@code fd00::/8} in the form of RFC 5952. */
  public String text() {
    return (prefix.size() == V4 ? quad() : groups()) + "/" + length;
  }

  private static Bytes cut(Bytes address, int length) {
    var bytes = address.array().clone();
    for (int i = length; i < bytes.length * Byte.SIZE; i++) {
      bytes[i / Byte.SIZE] &= (byte) ~(0x80 >> i % Byte.SIZE);
    }
    return Bytes.of(bytes);
  }

  private String quad() {
    var parts = new StringJoiner(".");
    for (byte each : prefix.array()) {
      parts.add(Integer.toString(Byte.toUnsignedInt(each)));
    }
    return parts.toString();
  }

  private String groups() {
    var bytes = prefix.array();
    var groups = new ArrayList<String>();
    for (int i = 0; i < V6; i += 2) {
      groups.add(
          Integer.toHexString(
              Byte.toUnsignedInt(bytes[i]) << Byte.SIZE | Byte.toUnsignedInt(bytes[i + 1])));
    }
    var zeros = longestZeros(groups);
    return zeros.length() < 2
        ? joined(groups)
        : joined(groups.subList(0, zeros.from()))
            + "::"
            + joined(groups.subList(zeros.to(), groups.size()));
  }

  /** A run of groups that are zero. */
  private record Zeros(int from, int to) {
    int length() {
      return to - from;
    }
  }

  private static Zeros longestZeros(List<String> groups) {
    var longest = new Zeros(0, 0);
    for (int from = 0; from < groups.size(); from++) {
      int to = from;
      while (to < groups.size() && groups.get(to).equals("0")) {
        to++;
      }
      if (to - from > longest.length()) {
        longest = new Zeros(from, to);
      }
    }
    return longest;
  }

  private static String joined(List<String> groups) {
    return String.join(":", groups);
  }
}
