package dev.hookcast.http.sink;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to the public Internet. Java's own predicates know too few of the others.
 * From the IANA special-purpose registries, plus Azure's wire server.
 */
final class PublicAddresses {
  private static final List<Cidr> NOT_PUBLIC_V4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "168.63.129.16/32",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");
  private static final Cidr GLOBAL_V6 = Cidr.of("2000::/3");
  private static final List<Cidr> NOT_PUBLIC_V6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private PublicAddresses() {}

  /** True if the address, 4 or 16 bytes and unwrapped, is a public one. */
  static boolean contain(byte[] address) {
    return address.length == 4
        ? NOT_PUBLIC_V4.stream().noneMatch(block -> block.contains(address))
        : GLOBAL_V6.contains(address)
            && !isTunnel(address)
            && NOT_PUBLIC_V6.stream().noneMatch(block -> block.contains(address));
  }

  /** ISATAP: an interface id that holds an IPv4 address, 0000:5efe or 0200:5efe before it. */
  static boolean isTunnel(byte[] address) {
    return (address[8] & 0xFD) == 0
        && address[9] == 0
        && address[10] == 0x5E
        && address[11] == (byte) 0xFE;
  }

  private static List<Cidr> blocks(String... texts) {
    return Stream.of(texts).map(Cidr::of).toList();
  }
}
