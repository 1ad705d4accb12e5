package dev.hookcast.http.sink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up, and takes none of the answers if any of them isn't permitted. This is not the
 * guard (OkHttp asks nobody for literals), but it keeps a name that is half inside from being tried
 * at all.
 */
final class GuardedNames implements Dns {
  private static final int DEADLINE_SECONDS = 3;

  private final Dns names;
  private final EgressPolicy policy;
  private final Executor lookups;

  /** Asks {@code names} on the executor, because a look-up in the JDK can't be cancelled. */
  GuardedNames(Dns names, EgressPolicy policy, Executor lookups) {
    this.names = names;
    this.policy = policy;
    this.lookups = lookups;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    var answers = answers(host);
    if (!answers.stream().allMatch(policy::permits)) {
      throw new EgressBlocked();
    }
    return answers;
  }

  private List<InetAddress> answers(String host) throws UnknownHostException {
    var lookup = new FutureTask<>(() -> names.lookup(host));
    lookups.execute(lookup);
    try {
      return lookup.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnknownHostException(host);
    }
  }
}
