package dev.hookcast.http.sink;

import java.io.IOException;
import java.net.Proxy;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/**
 * The webhook sink's guard for other sinks that speak HTTP: they keep to the same policy.
 *
 * @param lookups asks for the addresses of names, and is shared by all who are behind the guard
 * @param trust whose certificates are good ones
 */
public record Guard(EgressPolicy policy, Lookups lookups, Trust trust) {
  /** A guard that trusts whom Java trusts. */
  public Guard(EgressPolicy policy, Lookups lookups) {
    this(policy, lookups, Trust.usual());
  }

  /** A client that connects only where the policy permits; otherwise as OkHttp makes it. */
  public OkHttpClient client() {
    return trust
        .in(new OkHttpClient.Builder())
        .socketFactory(new GuardedSockets(policy))
        .dns(new GuardedNames(Dns.SYSTEM, policy, lookups))
        .proxy(Proxy.NO_PROXY)
        .build();
  }

  /** True if the URL is fine and leads to what the operator opened beside public addresses. */
  public boolean opens(String url) {
    if (!policy.problems(url).isEmpty()) {
      return false;
    }
    return TargetUrl.trusted(url)
        .map(TargetUrl::url)
        .map(target -> Authority.of(target.uri().getRawAuthority(), target.isHttps()))
        .filter(authority -> authority.checked(policy))
        .isPresent();
  }

  /** True if a client failed because the policy doesn't permit the connection. */
  public boolean refused(IOException failure) {
    return failure instanceof EgressBlocked;
  }
}
