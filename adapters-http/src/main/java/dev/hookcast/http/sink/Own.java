package dev.hookcast.http.sink;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * This service as a target: the machine's own addresses, and the port that it listens on. Safe for
 * any number of threads.
 *
 * @param addresses the addresses of the machine's interfaces
 * @param port what the service listens on; not positive while it doesn't
 */
public record Own(List<Cidr> addresses, IntSupplier port) {
  private static final List<Cidr> ALWAYS =
      List.of(Cidr.of("127.0.0.0/8"), Cidr.of("::1/128"), Cidr.of("0.0.0.0/32"), Cidr.of("::/128"));

  /** No service, on a machine of which nothing is known. */
  public static final Own NOBODY = new Own(List.of(), () -> 0);

  public Own {
    addresses = List.copyOf(addresses);
  }

  /** The interfaces as they are now; if they can't be told, loopback is known all the same. */
  public static Own here(IntSupplier port) {
    try {
      return new Own(
          NetworkInterface.networkInterfaces()
              .flatMap(there -> there.getInterfaceAddresses().stream())
              .map(InterfaceAddress::getAddress)
              .map(InetAddress::getAddress)
              .map(bytes -> Cidr.of(Literals.unwrapped(bytes)))
              .toList(),
          port);
    } catch (SocketException e) {
      return new Own(List.of(), port);
    }
  }

  /** True if the address, unwrapped, is one of an interface's. */
  boolean has(byte[] address) {
    return addresses.stream().anyMatch(own -> own.contains(address));
  }

  /** True if this service answers there. */
  boolean listens(byte[] address, int at) {
    return at == port.getAsInt()
        && (has(address) || ALWAYS.stream().anyMatch(own -> own.contains(address)));
  }

  /** True if this service answers on loopback there. */
  boolean listensOnLoopback(int at) {
    return at == port.getAsInt();
  }
}
