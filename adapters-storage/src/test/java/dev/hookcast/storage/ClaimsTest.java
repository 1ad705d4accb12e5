package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two nodes that claim and give back what waits, again and again. {@code .ci/faults claims} does it
 * a million times.
 */
class ClaimsTest {
  private static final long CLAIMS = Long.getLong("fault.times", 20_000);
  private static final int SUBSCRIPTIONS = 4;
  private static final int WAITING = 500;
  private static final int THREADS = 3;
  private static final int AT_ONCE = 100;

  private final Set<Long> held = ConcurrentHashMap.newKeySet();
  private final AtomicLong claimed = new AtomicLong();
  private final AtomicLong twice = new AtomicLong();

  @Test
  void nothingIsClaimedByTwo() throws Exception {
    try (var one = PostgresStores.in(PostgresServer.withTables());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var demands =
          Stream.generate(() -> waiting(one))
              .limit(SUBSCRIPTIONS)
              .map(to -> new Demand(to.id(), AT_ONCE))
              .toList();
      var tasks = new ArrayList<Future<Long>>();
      for (var node : List.of(one, one.beside())) {
        for (int i = 0; i < THREADS; i++) {
          tasks.add(threads.submit(() -> claim(node, demands)));
        }
      }
      for (var task : tasks) {
        assertThat(task.get()).as("claims of one of %d", tasks.size()).isPositive();
      }
    }
    System.out.println(claimed + " claims, " + twice + " of what was claimed already");
    assertThat(twice).hasValue(0);
  }

  /** Returns how much it got. */
  private long claim(PostgresStores node, List<Demand> demands) {
    long all = 0;
    while (claimed.get() < CLAIMS) {
      var claims =
          node.deliveries().claim(demands, Sample.NOON).stream()
              .map(Claim.WithEvent::claim)
              .toList();
      long again = claims.stream().filter(claim -> !held.add(claim.number())).count();
      twice.addAndGet(again);
      claimed.addAndGet(claims.size());
      all += claims.size();
      claims.forEach(claim -> held.remove(claim.number())); // before anybody else may have it
      var released = node.database().writer().write(new ReleaseClaims(claims));
      twice.addAndGet(claims.size() - released.size()); // the others are another node's by now
    }
    return all;
  }

  private static Subscription waiting(PostgresStores stores) {
    var to = Sample.subscription(stores.ids());
    stores.subscriptions().save(to);
    var events = new ArrayList<NewEvent>();
    for (int i = 0; i < WAITING; i++) {
      var delivery = Sample.waiting(stores.ids(), to);
      var event = Sample.event("for-" + delivery.number());
      events.add(Sample.arriving(stores.ids(), event, List.of(delivery)));
    }
    stores.events().accept(events);
    return to;
  }
}
