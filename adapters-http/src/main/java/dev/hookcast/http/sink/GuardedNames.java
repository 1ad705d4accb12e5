package dev.hookcast.http.sink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Looks names up, and takes none of the answers if any of them isn't permitted. This is not the
 * guard (OkHttp asks nobody for literals), but it keeps a name that is half inside from being tried
 * at all.
 */
final class GuardedNames implements Dns {
  private final Dns names;
  private final EgressPolicy policy;
  private final Lookups lookups;

  /** Asks {@code names}, as many of them at once as the look-ups permit. */
  GuardedNames(Dns names, EgressPolicy policy, Lookups lookups) {
    this.names = names;
    this.policy = policy;
    this.lookups = lookups;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    var answers = lookups.addresses(names, host);
    if (!answers.stream().allMatch(policy::permits)) {
      throw new EgressBlocked();
    }
    return answers;
  }
}
