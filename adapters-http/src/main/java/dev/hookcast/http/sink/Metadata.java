package dev.hookcast.http.sink;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses at which a cloud tells its machines who they are and gives them credentials. As
 * their documentation has them: all clouds' usual one, the two of AWS's containers, Alibaba's,
 * Azure's wire server, Oracle's older one; and of IPv6 two of AWS and Google's.
 */
final class Metadata {
  private static final List<Cidr> SERVICES =
      blocks(
          "169.254.169.254",
          "169.254.170.2",
          "169.254.170.23",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "fd00:ec2::254",
          "fd00:ec2::23",
          "fd20:ce::254");

  /** Where the last four bytes are an IPv4 address: compatible with it, or translated to it. */
  private static final List<Cidr> IPV4_AT_THE_END =
      blocks("::/96", "64:ff9b::/96", "64:ff9b:1::/48");

  private static final Cidr IPV4_AFTER_TWO = Cidr.of("2002::/16"); // 6to4

  private Metadata() {}

  /** The service that an address, 4 or 16 bytes and unwrapped, leads to; empty if to none. */
  static Optional<Cidr> at(byte[] address) {
    return SERVICES.stream().filter(service -> service.contains(innermost(address))).findFirst();
  }

  private static byte[] innermost(byte[] address) {
    if (IPV4_AFTER_TWO.contains(address)) {
      return Arrays.copyOfRange(address, 2, 6);
    }
    return endsInIpv4(address) ? Arrays.copyOfRange(address, 12, 16) : address;
  }

  private static boolean endsInIpv4(byte[] address) {
    return address.length > 4
        && (PublicAddresses.isTunnel(address)
            || IPV4_AT_THE_END.stream().anyMatch(block -> block.contains(address)));
  }

  private static List<Cidr> blocks(String... texts) {
    return Stream.of(texts).map(Cidr::of).toList();
  }
}
