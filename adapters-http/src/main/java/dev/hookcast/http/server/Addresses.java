package dev.hookcast.http.server;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.access.AddressBlock;
import dev.hookcast.http.sink.Cidr;

/** Addresses that tokens come from, and the blocks in which they may be. */
public final class Addresses {
  /** More blocks than anybody lists for one token. */
  public static final int MOST = 50;

  private Addresses() {}

  /**
   * Reads a block as {@code egress.allow} has them; a single address is the block of itself.
   *
   * @throws InvalidInput with {@code cidr_invalid}
   */
  public static AddressBlock block(String text) {
    var cidr = Cidr.of(text);
    return new AddressBlock(cidr.prefix(), cidr.length());
  }

  /** The bytes of an address as a socket has it; none if that can't be told. */
  static Bytes bytes(String address) {
    try {
      return Cidr.of(bare(address)).prefix();
    } catch (InvalidInput e) {
      return Bytes.EMPTY;
    }
  }

  /** Without the brackets of IPv6, and without the interface that a link-local one came by. */
  private static String bare(String address) {
    var inside =
        address.startsWith("[") && address.endsWith("]")
            ? address.substring(1, address.length() - 1)
            : address;
    int zone = inside.indexOf('%');
    return zone < 0 ? inside : inside.substring(0, zone);
  }
}
