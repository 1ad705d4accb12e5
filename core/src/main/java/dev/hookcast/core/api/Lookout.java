package dev.hookcast.core.api;

import dev.hookcast.core.engine.Directory;
import dev.hookcast.core.engine.Dispatcher;
import dev.hookcast.core.engine.Rounds;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.OrganizationStore;
import dev.hookcast.core.spi.StoreFailure;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * Looks every second what other nodes on the same store have done: what they have changed, and what
 * they have left behind. Run by one thread at a time.
 */
final class Lookout {
  static final Duration PAUSE = Duration.ofSeconds(1);

  private final OrganizationStore store;
  private final Directory directory;
  private final Organizations organizations;
  private final Dispatcher dispatcher;
  private final DeliveryListener listener;
  private final Rounds rounds = new Rounds(PAUSE, this::round);
  private long seen;
  private boolean failing;

  /**
   * Looks for what comes after so many changes.
   *
   * @param seen counted before anything was read of what is known here
   */
  Lookout(
      long seen,
      OrganizationStore store,
      Directory directory,
      Organizations organizations,
      Dispatcher dispatcher,
      DeliveryListener listener) {
    this.seen = seen;
    this.store = store;
    this.directory = directory;
    this.organizations = organizations;
    this.dispatcher = dispatcher;
    this.listener = listener;
  }

  void start(ThreadFactory threads) {
    rounds.start(threads);
  }

  void stop() throws InterruptedException {
    rounds.stop();
  }

  /** Looks once. */
  void runOnce() {
    long latest = store.changes();
    if (latest != seen) {
      directory.refresh(seen);
      organizations.refresh();
      seen = latest; // only now: what failed is read again
    }
    int over = dispatcher.takeOver();
    if (over > 0) {
      listener.warned(
          over
              + " deliveries go on that a node had in flight which has gone or lost its"
              + " connection");
    }
  }

  private Duration round() {
    try {
      runOnce();
      failing = false;
    } catch (StoreFailure e) {
      if (!failing) { // not every second
        listener.failed("what other nodes do can't be seen; it will be tried again", e);
      }
      failing = true;
    } catch (RuntimeException e) {
      listener.failed("what other nodes have done couldn't be taken over", e);
    }
    return PAUSE;
  }
}
