package dev.hookcast.http.sink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses written as text, in their one unambiguous spelling; never looked up anywhere. */
final class Literals {
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern QUAD =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
  private static final int MAPPED_PREFIX = 12; // ten zeros and two 0xff

  private Literals() {}

  /** The 4 or 16 bytes of a dotted quad without leading zeros, or of an IPv6 address. */
  static Optional<byte[]> parse(String text) {
    return QUAD.matcher(text).matches() ? quad(text) : v6(text);
  }

  /** The IPv4 address inside an IPv4-mapped one; any other as it is. */
  static byte[] unwrapped(byte[] address) {
    if (address.length != 16 || address[10] != -1 || address[11] != -1) {
      return address;
    }
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return address;
      }
    }
    return new byte[] {
      address[MAPPED_PREFIX],
      address[MAPPED_PREFIX + 1],
      address[MAPPED_PREFIX + 2],
      address[MAPPED_PREFIX + 3]
    };
  }

  private static Optional<byte[]> quad(String text) {
    var parts = text.split("\\.", -1);
    var bytes = new byte[4];
    for (int i = 0; i < bytes.length; i++) {
      int part = Integer.parseInt(parts[i]);
      if (part > 255) {
        return Optional.empty();
      }
      bytes[i] = (byte) part;
    }
    return Optional.of(bytes);
  }

  private static Optional<byte[]> v6(String text) {
    if (!V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // With a colon in it, this is read as an address or refused; no name service is asked.
      return Optional.of(InetAddress.getByName("[" + text + "]").getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
