package dev.hookcast.http.sink;

import static dev.hookcast.http.sink.TargetUrl.problem;
import static dev.hookcast.http.sink.TargetUrl.require;

import dev.hookcast.core.InvalidInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host and port of a URL.
 *
 * @param host lower case; an IPv6 address in brackets
 */
record Authority(String host, int port) {
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[^\\]]*\\]|[^:\\[]*)(?::([0-9]{1,5}))?");
  private static final int MAX_PORT = 65_535;

  /**
   * Reads the part of a URL between its slashes.
   *
   * @throws InvalidInput with {@code url_invalid}
   */
  static Authority of(String text, boolean secure) {
    var parts = HOST_AND_PORT.matcher(text.toLowerCase(Locale.ROOT));
    require(parts.matches(), "url_invalid", "The host or the port isn't valid.");
    return new Authority(parts.group(1), port(parts.group(2), secure));
  }

  /** True if the operator opened this target; refuses what the policy doesn't permit. */
  boolean checked(EgressPolicy policy) {
    boolean opened = checkHost(policy);
    require(
        opened ? Ports.plain(port) : Ports.allowed(port),
        "url_port_not_allowed",
        "The port isn't one that webhooks may be sent to.");
    return opened;
  }

  /** The name to look up; empty if it is an address already. */
  Optional<String> name() {
    return host.startsWith("[") || HostName.looksLikeAnAddress(withoutLastDot())
        ? Optional.empty()
        : Optional.of(withoutLastDot());
  }

  /** True if another parser, which writes IPv6 without brackets, took it for the same. */
  boolean means(String otherHost, int otherPort) {
    return port == otherPort && (host.startsWith("[") ? sameV6(otherHost) : host.equals(otherHost));
  }

  private boolean sameV6(String other) {
    var mine = Literals.parse(inBrackets()).map(Literals::unwrapped);
    var theirs = Literals.parse(other).map(Literals::unwrapped);
    return mine.isPresent() && theirs.isPresent() && Arrays.equals(mine.get(), theirs.get());
  }

  private boolean checkHost(EgressPolicy policy) {
    if (host.startsWith("[")) {
      return checkV6(policy);
    }
    var name = withoutLastDot();
    if (name.equals("0")) {
      throw forbidden();
    }
    if (HostName.looksLikeAnAddress(name)) {
      return checkAddress(Literals.parse(name).orElseThrow(Authority::ambiguous), policy);
    }
    return checkName(HostName.of(name).orElseThrow(Authority::noHost), policy);
  }

  private boolean checkV6(EgressPolicy policy) {
    var literal = inBrackets();
    int zone = literal.indexOf('%');
    var bytes = Literals.parse(zone < 0 ? literal : literal.substring(0, zone));
    boolean opened = checkAddress(bytes.orElseThrow(Authority::noHost), policy);
    require(zone < 0, "url_invalid", "An address here has no zone.");
    return opened;
  }

  private String withoutLastDot() {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private String inBrackets() {
    return host.substring(1, host.length() - 1);
  }

  private boolean checkAddress(byte[] address, EgressPolicy policy) {
    var bytes = Literals.unwrapped(address);
    if (policy.isOwn(bytes, port)) {
      throw self();
    }
    if (!policy.permits(bytes)) {
      throw forbidden();
    }
    return policy.opens(bytes);
  }

  private boolean checkName(HostName name, EgressPolicy policy) {
    if (name.metadata()) {
      throw forbidden();
    }
    if (name.loopback() && policy.opensLoopback() && policy.own().listensOnLoopback(port)) {
      throw self();
    }
    boolean opened =
        name.loopback() ? policy.opensLoopback() : name.internal() && policy.opensNetwork();
    require(
        opened || !(name.loopback() || name.internal()),
        "url_host_forbidden",
        "The host has to be a public name.");
    return opened;
  }

  private static int port(@Nullable String digits, boolean secure) {
    if (digits == null) {
      return secure ? 443 : 80;
    }
    int port = Integer.parseInt(digits);
    require(port > 0 && port <= MAX_PORT, "url_invalid", "A port is from 1 to 65535.");
    return port;
  }

  static InvalidInput forbidden() {
    return problem("url_target_forbidden", "Requests to this address aren't allowed.");
  }

  static InvalidInput self() {
    return problem("url_self_target", "This is Hookcast itself.");
  }

  private static InvalidInput ambiguous() {
    return problem("url_host_ambiguous", "An address is written as four numbers with dots.");
  }

  private static InvalidInput noHost() {
    return problem("url_invalid", "The host isn't a valid name or address.");
  }
}
