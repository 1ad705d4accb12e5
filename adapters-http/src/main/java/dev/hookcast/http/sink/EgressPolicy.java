package dev.hookcast.http.sink;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import java.net.InetAddress;
import java.util.List;

/**
 * Where requests may go: to public addresses, and to what the operator opened beside them. Decides
 * on the bytes of an address, never on text. Immutable.
 *
 * @param allowed blocks that are opened: for these, plain HTTP, address literals and every port
 *     from 1024 up are in order too; a cloud's metadata service only by a block of it alone
 * @param refused blocks that are closed although public, such as a load balancer's; {@code allowed}
 *     wins
 * @param httpsOnly true if public targets have to be HTTPS
 * @param own this service itself, which is never a target
 */
public record EgressPolicy(List<Cidr> allowed, List<Cidr> refused, boolean httpsOnly, Own own) {
  private static final List<Cidr> LOOPBACK = List.of(Cidr.of("127.0.0.0/8"), Cidr.of("::1/128"));

  public EgressPolicy {
    allowed = List.copyOf(allowed);
    refused = List.copyOf(refused);
  }

  /** A policy of somebody who isn't a service, and so no target. */
  public EgressPolicy(List<Cidr> allowed, List<Cidr> refused, boolean httpsOnly) {
    this(allowed, refused, httpsOnly, Own.NOBODY);
  }

  /** Public targets only. */
  public static final EgressPolicy PUBLIC = new EgressPolicy(List.of(), List.of(), false);

  /** Public targets, and these blocks. */
  public static EgressPolicy allowing(String... blocks) {
    return new EgressPolicy(List.of(blocks).stream().map(Cidr::of).toList(), List.of(), false);
  }

  /**
   * What is wrong with a URL as a target, with an empty pointer. Looks nothing up: where a name
   * leads is decided when a connection is opened.
   */
  public List<Problem> problems(String url) {
    try {
      TargetUrl.checked(url, this);
      return List.of();
    } catch (InvalidInput e) {
      return e.problems();
    }
  }

  /** True if a connection to this address and port may be opened. */
  boolean permits(InetAddress address, int port) {
    var bytes = Literals.unwrapped(address.getAddress());
    return opens(bytes)
        ? Ports.plain(port) && !own.listens(bytes, port)
        : isPublic(bytes) && Ports.allowed(port);
  }

  /** True if a connection to this address may be opened on some port. */
  boolean permits(InetAddress address) {
    return permits(Literals.unwrapped(address.getAddress()));
  }

  /** True if a connection to this address, 4 or 16 bytes, may be opened on some port. */
  boolean permits(byte[] address) {
    return opens(address) || isPublic(address);
  }

  /**
   * True if this is the service itself, and may be called so. Of an address that isn't public and
   * wasn't opened nobody is told whether it is this machine's.
   */
  boolean isOwn(byte[] address, int port) {
    return opens(address)
        ? own.listens(address, port)
        : own.has(address) && PublicAddresses.contain(address);
  }

  /**
   * True if the operator opened this address. A cloud's metadata service has to be named itself: it
   * gives away credentials, and nobody who opens a network means that.
   */
  boolean opens(byte[] address) {
    return allowed.stream().anyMatch(block -> block.contains(address))
        && Metadata.at(address).filter(service -> !allowed.contains(service)).isEmpty();
  }

  /** True if the operator opened loopback, and with it names such as {@code localhost}. */
  boolean opensLoopback() {
    return allowed.stream().anyMatch(block -> LOOPBACK.stream().anyMatch(block::overlaps));
  }

  /** True if the operator opened more than loopback, so that internal names may lead there. */
  boolean opensNetwork() {
    return allowed.stream().anyMatch(block -> LOOPBACK.stream().noneMatch(block::overlaps));
  }

  private boolean isPublic(byte[] address) {
    return PublicAddresses.contain(address)
        && refused.stream().noneMatch(block -> block.contains(address))
        && !own.has(address);
  }
}
