package dev.hookcast.http.sink;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.spi.Sink.Outlook;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks where the names of URLs lead when they are written down. A courtesy to who wrote them: what
 * guards is the socket, later. So a few at a time, for a second, and never in the way: a name
 * service that is slow or hostile holds up neither deliveries nor other requests. Safe for any
 * number of threads.
 */
final class WrittenUrls {
  private static final int AT_ONCE = 4;
  private static final int PATIENCE_SECONDS = 1;
  private static final Problem UNRESOLVED =
      new Problem(
          pointer(),
          "dns_unresolved",
          "The host's name has no address now, or none was told soon.");

  private final Dns names;
  private final EgressPolicy policy;
  private final Executor lookups;
  private final Semaphore room = new Semaphore(AT_ONCE);

  /** Asks {@code names} on the executor, because a look-up in the JDK can't be cancelled. */
  WrittenUrls(Dns names, EgressPolicy policy, Executor lookups) {
    this.names = names;
    this.policy = policy;
    this.lookups = lookups;
  }

  /** What stands in the way of requests to this URL, which was checked before. */
  Outlook outlook(String url) {
    return TargetUrl.trusted(url)
        .flatMap(target -> target.name().map(name -> outlook(name, target.url().port())))
        .orElse(Outlook.CLEAR);
  }

  private Outlook outlook(String name, int port) {
    return addresses(name)
        .map(found -> outlook(found, port))
        .orElseGet(() -> new Outlook(List.of(), List.of(UNRESOLVED)));
  }

  /** The same words as for an address that was written as such: nothing tells which it is. */
  private Outlook outlook(List<InetAddress> found, int port) {
    if (found.stream().anyMatch(address -> policy.isOwn(bytes(address), port))) {
      return refused(Authority.self());
    }
    return found.stream().allMatch(address -> policy.permits(address, port))
        ? Outlook.CLEAR
        : refused(Authority.forbidden());
  }

  private Optional<List<InetAddress>> addresses(String name) {
    if (!room.tryAcquire()) {
      return Optional.empty();
    }
    var lookup =
        new FutureTask<>(
            () -> {
              try {
                return names.lookup(name);
              } finally {
                // Only now: a thread that hangs is taken, whether somebody still waits or not.
                room.release();
              }
            });
    try {
      lookups.execute(lookup);
      return Optional.of(lookup.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (RejectedExecutionException e) {
      room.release();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  private static Outlook refused(InvalidInput why) {
    return new Outlook(why.problems().stream().map(p -> p.under(pointer())).toList(), List.of());
  }

  private static byte[] bytes(InetAddress address) {
    return Literals.unwrapped(address.getAddress());
  }

  private static String pointer() {
    return "/" + WebhookOptions.URL;
  }
}
