package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.Acceptance.Entry;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL database. */
class PostgresNodesTest {
  private PostgresStores one;
  private PostgresStores two;

  @BeforeEach
  void open() {
    one = PostgresStores.in(PostgresServer.withTables());
    two = one.beside();
  }

  @AfterEach
  void close() {
    one.close();
  }

  @Test
  void anEventThatManySendToBothAtOnceIsOneEvent() throws Exception {
    var to = subscription();
    var arriving = new ArrayList<NewEvent>();
    for (int i = 0; i < 100; i++) {
      var delivery = Sample.waiting(one.ids(), to);
      arriving.add(Sample.arriving(one.ids(), Sample.event("dpl-1"), List.of(delivery)));
    }
    var entries = atOnce(100, i -> accepted(node(i), List.of(arriving.get(i))).getFirst());

    assertThat(entries.stream().filter(entry -> !entry.duplicate())).hasSize(1);
    assertThat(entries).extracting(Entry::deliveries).containsOnly(entries.getFirst().deliveries());
    assertThat(one.deliveries().claim(List.of(new Demand(to.id(), 200)), Sample.NOON)).hasSize(1);
  }

  @Test
  void listsOfTheSameEventsInAnyOrderAreAcceptedOnce() throws Exception {
    var random = new Random(5);
    var lists = new ArrayList<List<NewEvent>>();
    for (int i = 0; i < 40; i++) {
      var list = new ArrayList<NewEvent>();
      for (int n : random.ints(10, 0, 30).distinct().toArray()) {
        list.add(Sample.arriving(one.ids(), Sample.event("dpl-" + n), List.of()));
      }
      lists.add(list);
    }
    var entries = atOnce(40, i -> accepted(node(i), lists.get(i)));

    var fresh = entries.stream().flatMap(List::stream).filter(entry -> !entry.duplicate());
    assertThat(fresh.map(Entry::id)).doesNotHaveDuplicates().hasSizeBetween(20, 30);
  }

  @Test
  void eachDeliveryIsClaimedByOneNodeAndSettledOnce() throws Exception {
    var to = subscription();
    waiting(to, 300);
    var claims =
        atOnce(60, i -> node(i).deliveries().claim(List.of(new Demand(to.id(), 10)), Sample.NOON))
            .stream()
            .flatMap(List::stream)
            .toList();

    assertThat(claims).extracting(claim -> claim.claim().number()).doesNotHaveDuplicates();
    assertThat(claims).extracting(claim -> claim.claim().epoch()).contains(1L, 2L);
    assertThat(atOnce(claims.size(), i -> settle(node(i), claims.get(i)))).containsOnly(true);
    assertThat(atOnce(claims.size(), i -> settle(node(i + 1), claims.get(i)))).containsOnly(true);
    for (var claim : claims) {
      var found = two.deliveries().find(OrganizationId.DEFAULT, claim.claim().id()).orElseThrow();
      assertThat(found.state()).isEqualTo(DeliveryState.DELIVERED);
      assertThat(found.attempts()).hasSize(1);
    }
  }

  @Test
  void whatIsCancelledWhileOthersClaimAndGiveBackEndsCancelled() throws Exception {
    for (int round = 0; round < 10; round++) {
      var to = subscription();
      waiting(to, 20);
      atOnce(
          9,
          i -> {
            if (i == 4) {
              return two.subscriptions().delete(OrganizationId.DEFAULT, to.id());
            }
            var claims = node(i).deliveries().claim(List.of(new Demand(to.id(), 9)), Sample.NOON);
            node(i).deliveries().release(claims.stream().map(Claim.WithEvent::claim).toList());
            return true;
          });
      assertThat(one.deliveries().due(List.of(to.id()))).isEmpty();
    }
  }

  @Test
  void numbersOfBothGrowWithTheTime() {
    var clock = new SettableClock(Sample.NOON);
    var mine = new SqlIds(one.database(), clock, new SplittableRandom(1));
    var yours = new SqlIds(two.database(), clock, new SplittableRandom(2));
    long last = 0;
    for (int i = 0; i < 20; i++) {
      long number = (i % 2 == 0 ? mine : yours).next().number();
      assertThat(number).isGreaterThan(last);
      last = number;
      clock.advance(Duration.ofSeconds(1));
    }
    var together = IntStream.range(0, 5_000).mapToObj(i -> mine.next().number()).toList();
    assertThat(together).isSorted().doesNotHaveDuplicates().doesNotContain(last);
  }

  @Test
  void whenNoNumbersCanBeReservedThoseLeftAreUsedAndThenItFailsAtOnce() {
    var clock = new SettableClock(Sample.NOON);
    var ids = new SqlIds(one.database(), clock, new SplittableRandom(1));
    long first = ids.next().number();
    clock.advance(Duration.ofSeconds(5));
    one.database().close();
    for (int i = 1; i < 64; i++) {
      assertThat(ids.next().number()).isEqualTo(first + i);
    }
    assertThatThrownBy(ids::next).isInstanceOf(StoreFailure.class);
  }

  private PostgresStores node(int i) {
    return i % 2 == 0 ? one : two;
  }

  private Subscription subscription() {
    var subscription = Sample.subscription(one.ids());
    one.subscriptions().save(subscription);
    return subscription;
  }

  private void waiting(Subscription to, int many) {
    var events = new ArrayList<NewEvent>();
    for (int i = 0; i < many; i++) {
      var delivery = Sample.waiting(one.ids(), to);
      var event = Sample.event("for-" + delivery.number());
      events.add(Sample.arriving(one.ids(), event, List.of(delivery)));
    }
    one.events().accept(events);
  }

  private static List<Entry> accepted(PostgresStores node, List<NewEvent> events) {
    return ((Accepted) node.events().accept(events)).entries();
  }

  private static boolean settle(PostgresStores node, Claim.WithEvent claimed) {
    var claim = claimed.claim();
    var attempt =
        new Attempt(
            1,
            claim.logNumber().orElseThrow(),
            Sample.NOON,
            claim.trigger(),
            Duration.ofMillis(3),
            AttemptOutcome.DELIVERED,
            Optional.empty());
    var none = Optional.<Instant>empty();
    var document = claimed.event().document();
    return node.deliveries()
        .settle(new Settlement(claim, attempt, DeliveryState.DELIVERED, none, 0, document));
  }

  private interface Task<T> {
    T run(int i) throws Exception;
  }

  private static <T> List<T> atOnce(int many, Task<T> task) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = IntStream.range(0, many).<Callable<T>>mapToObj(i -> () -> task.run(i)).toList();
      var results = new ArrayList<T>();
      for (var future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    }
  }
}
