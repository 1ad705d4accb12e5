package dev.hookcast.http.sink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/**
 * Looks names up for all that is sent, so that a name service that never answers holds up only
 * those who ask it. A look-up in the JDK can't be cancelled: one that hangs keeps its thread for as
 * long as the system waits. Therefore a name has three seconds; one domain has four threads at
 * most; names that haven't answered yet leave a quarter of the threads to those that have; and a
 * name that gave no answer in time isn't asked for again within five seconds. Safe for any number
 * of threads.
 */
public final class Lookups {
  private static final int THREADS = 64;
  private static final int STRANGERS = 48;
  private static final int IDLE_SECONDS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration REST = Duration.ofSeconds(5);

  private final Executor threads;
  private final InstantSource clock;
  private final Duration patience;
  private final LookupRooms rooms;
  private final KnownNames known = new KnownNames();

  /** Look-ups on this executor, which may have a thread for each. */
  public Lookups(Executor threads, InstantSource clock) {
    this(threads, clock, PATIENCE);
  }

  Lookups(Executor threads, InstantSource clock, Duration patience) {
    this.threads = threads;
    this.clock = clock;
    this.patience = patience;
    this.rooms = new LookupRooms(STRANGERS, clock);
  }

  /**
   * Look-ups on threads of their own: 64 at most, made when they are needed, and ended when they
   * have had nothing to do for half a minute.
   *
   * @param threads of the platform: a look-up is native code
   * @param clock one that nobody sets
   */
  public static Lookups bounded(ThreadFactory threads, InstantSource clock) {
    return new Lookups(pool(threads), clock);
  }

  /** As many threads as there may be, as few as are needed. */
  static Executor pool(ThreadFactory threads) {
    var pool =
        new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Where else a look-up may run: one that is nobody's delivery, and keeps its number small. */
  Executor threads() {
    return threads;
  }

  /**
   * The addresses of a name. Blocks for three seconds at most.
   *
   * @throws UnknownHostException if there are none, or none were told in time
   */
  List<InetAddress> addresses(Dns names, String host) throws UnknownHostException {
    var now = clock.instant();
    if (known.hangs(host, now)) {
      throw new UnknownHostException(host);
    }
    try {
      return addresses(names, host, now.plus(patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      throw new UnknownHostException(host);
    }
  }

  private List<InetAddress> addresses(Dns names, String host, Instant until)
      throws InterruptedException, ExecutionException, TimeoutException {
    var leave = rooms.enter(domain(host), !known.answers(host), until);
    var lookup = new Lookup(names, host, leave);
    try {
      threads.execute(lookup);
    } catch (RejectedExecutionException e) {
      leave.run();
      throw e;
    }
    return lookup.answer(Duration.between(clock.instant(), until));
  }

  /** What one owner registers: {@code example.co.uk} of {@code hooks.eu.example.co.uk}. */
  private static String domain(String host) {
    return Optional.ofNullable(HttpUrl.parse("http://" + host + "/"))
        .map(HttpUrl::topPrivateDomain)
        .orElse(host);
  }

  /** One look-up, whether somebody still waits for it or not. */
  private final class Lookup implements Runnable {
    private final Dns names;
    private final String host;
    private final Runnable leave;
    private final CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    private volatile boolean begun;

    Lookup(Dns names, String host, Runnable leave) {
      this.names = names;
      this.host = host;
      this.leave = leave;
    }

    @Override
    public void run() {
      try {
        if (!answer.isDone()) {
          begun = true;
          look();
        }
      } finally {
        // Only now: a thread that hangs is taken, whether somebody still waits or not.
        leave.run();
      }
    }

    private void look() {
      try {
        // An answer that comes too late is no reason to give the name a better place.
        if (answer.complete(names.lookup(host))) {
          known.answered(host);
        }
      } catch (UnknownHostException | RuntimeException e) {
        answer.completeExceptionally(e);
      }
    }

    List<InetAddress> answer(Duration left)
        throws InterruptedException, ExecutionException, TimeoutException {
      try {
        return answer.get(left.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException | TimeoutException e) {
        // Not if it still waited for a thread: that isn't the name's fault.
        if (answer.cancel(false) && begun) {
          known.hung(host, clock.instant().plus(REST));
        }
        throw e;
      }
    }
  }
}
