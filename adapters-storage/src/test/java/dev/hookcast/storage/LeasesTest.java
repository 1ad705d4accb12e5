package dev.hookcast.storage;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.Acceptance.Entry;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Subscription;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that give signs of life, and such that don't. */
class LeasesTest {
  /** A sign of life thirty times a second. */
  private static final Lease LIVELY =
      PostgresStores.lease(Duration.ofMillis(110), Duration.ofMillis(10));

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
  void aNodeThatLivesIsLeftAlone() {
    var claim = sending(one, subscription(), 1).getFirst();
    assertThat(two.deliveries().recover(NOON)).isZero();
    assertThat(settle(one, claim)).isTrue();
  }

  @Test
  void whatANodeHadThatGivesNoSignOfLifeIsTakenOverOnce() throws Exception {
    var three = one.beside();
    var to = subscription();
    var claims = sending(one, to, 450); // more than two steps
    runsOut(one);
    var ended = atOnce(8, i -> (i % 2 == 0 ? two : three).deliveries().recover(NOON));
    assertThat(ended.stream().mapToInt(n -> n).sum()).isEqualTo(450);
    for (var claim : claims) {
      assertThat(found(claim).attempts())
          .extracting(Attempt::outcome)
          .containsExactly(AttemptOutcome.INTERRUPTED);
    }
    assertThat(claim(two, to, 500)).hasSize(450);
    assertThat(two.deliveries().recover(NOON)).isZero();
  }

  @Test
  void theResultOfANodeThatWasTakenOverIsLate() {
    var to = subscription();
    var claim = sending(one, to, 1).getFirst();
    runsOut(one);
    two.deliveries().recover(NOON);
    var again = claim(two, to, 5).getFirst();
    assertThat(settle(two, again)).isTrue();
    assertThat(settle(one, claim)).isFalse();
    one.deliveries().release(List.of(claim));
    assertThat(found(claim).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(found(claim).attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.LATE, AttemptOutcome.DELIVERED);
  }

  @Test
  void aNodeWhoseLeaseIsOverClaimsNothingAndWhatItTakesInWaits() {
    var to = subscription();
    var entry = accept(one, Sample.waiting(one.ids(), to));
    runsOut(one);
    assertThat(claim(one, to, 5)).isEmpty();
    var waiting = accept(one, Sample.claimed(one.ids(), to));
    assertThat(waiting.claims()).isEmpty();
    assertThat(waiting.deliveries()).hasSize(1);
    assertThat(claim(two, to, 5))
        .extracting(Claim::id)
        .containsExactly(entry.deliveries().getFirst().id(), waiting.deliveries().getFirst().id());
  }

  @Test
  void aTakeoverThatFellInTheMiddleIsFinishedByAnother() {
    var to = subscription();
    sending(one, to, 3);
    execute("UPDATE node SET ended = 1 WHERE epoch = " + one.database().epoch());
    assertThat(two.deliveries().recover(NOON)).isEqualTo(3);
    assertThat(claim(two, to, 5)).hasSize(3);
  }

  @Test
  void aNodeThatNeverHadALeaseIsOneOfAStoreThatWasMovedHere() {
    var to = subscription();
    sending(one, to, 2);
    execute("UPDATE node SET lease_until = NULL WHERE epoch = " + one.database().epoch());
    assertThat(two.deliveries().recover(NOON)).isEqualTo(2);
    assertThat(two.deliveries().recover(NOON)).isZero();
  }

  @Test
  void aNodeThatIsClosedIsTakenOverAtOnce() {
    var to = subscription();
    sending(one, to, 2);
    one.database().close();
    assertThat(two.deliveries().recover(NOON)).isEqualTo(2);
  }

  @Test
  void aNodeWhoIsJustClaimingIsNotEndedBeforeThatIsDone() throws Exception {
    var to = subscription();
    long epoch = one.database().epoch();
    try (var claiming = one.postgres().session()) {
      assertThat(LeasedNode.holding(claiming, List.of(epoch))).containsExactly(epoch);
      runsOut(one);
      assertThat(two.deliveries().recover(NOON)).isZero();
      var late = accept(two, Sample.waiting(two.ids(), to)).deliveries().getFirst();
      claiming
          .on("UPDATE delivery SET state = 'sending', due_at = NULL, claimed_by = ?, marked = 1")
          .with(epoch)
          .update();
      claiming.commit();
      assertThat(two.deliveries().recover(NOON)).isEqualTo(1);
      assertThat(claim(two, to, 5)).extracting(Claim::id).containsExactly(late.id());
    }
  }

  @Test
  void aTransactionThatStandsStillHoldsNobodyUpForLong() throws Exception {
    var to = subscription();
    var stuck = one.beside(PostgresStores.lease(Duration.ofHours(1), Duration.ofMillis(500)));
    sending(stuck, to, 1);
    var doze = new CountDownLatch(1);
    var never =
        stuck
            .database()
            .writer()
            .submit(
                s -> {
                  LeasedNode.holding(s, List.of(stuck.database().epoch()));
                  runsOut(stuck);
                  return waited(doze);
                });
    await().until(() -> two.deliveries().recover(NOON) == 1);
    doze.countDown();
    assertThatThrownBy(never::join).hasCauseInstanceOf(StoreFailure.class);
  }

  @Test
  void aNodeThatWasTakenForDeadGoesOnUnderAnotherEpoch() {
    var lively = one.beside(LIVELY);
    var to = subscription();
    var claim = sending(lively, to, 1).getFirst();
    execute("UPDATE node SET ended = 1 WHERE epoch = " + claim.epoch());
    await().until(() -> lively.database().epoch() != claim.epoch());
    assertThat(lively.deliveries().lasts(claim)).isFalse();
    assertThat(lively.deliveries().recover(NOON)).isEqualTo(1);
    var again = claim(lively, to, 5).getFirst();
    assertThat(lively.deliveries().lasts(again)).isTrue();
    assertThat(settle(lively, claim)).isFalse();
    assertThat(settle(lively, again)).isTrue();
  }

  @Test
  void aNodeWhoseLeaseRanOutAndThatNobodyEndedKeepsItsClaims() {
    var lively = one.beside(LIVELY);
    var claim = sending(lively, subscription(), 1).getFirst();
    runsOut(lively);
    await().untilAsserted(() -> assertThat(claim(lively, waitingOne(), 1)).hasSize(1));
    assertThat(lively.database().epoch()).isEqualTo(claim.epoch());
    assertThat(two.deliveries().recover(NOON)).isZero();
    assertThat(settle(lively, claim)).isTrue();
  }

  @Test
  void aNodeKnowsHowManyThereAre() {
    var lively = one.beside(LIVELY);
    assertThat(two.deliveries().nodes()).isEqualTo(2);
    assertThat(lively.deliveries().nodes()).isEqualTo(3);
    two.database().close();
    await().until(() -> lively.deliveries().nodes() == 2);
    runsOut(one);
    await().until(() -> lively.deliveries().nodes() == 1);
  }

  @Test
  void nothingLastsThatHasLessLeftThanACallTakes() {
    var counter = new AtomicLong();
    var lease = new Lease(Duration.ofSeconds(3_600), Duration.ofSeconds(30), counter::get);
    var node = one.beside(lease);
    var claim = sending(node, subscription(), 1).getFirst();
    counter.set(Duration.ofSeconds(3_569).toNanos());
    assertThat(node.deliveries().lasts(claim)).isTrue();
    assertThat(node.database().inTouch()).isTrue();
    counter.set(Duration.ofSeconds(3_570).toNanos());
    assertThat(node.deliveries().lasts(claim)).isFalse();
    assertThat(node.database().inTouch()).isFalse();
  }

  @Test
  void theTimeIsTheSameForNodesWhoseClocksDiffer() {
    var behind = clocked(Duration.ofMinutes(-10));
    var ahead = clocked(Duration.ofMinutes(10));
    try (behind;
        ahead) {
      assertThat(Duration.between(behind.now(), ahead.now()).abs())
          .isLessThan(Duration.ofMinutes(1));
    }
  }

  @Test
  void ofManyDeliveriesEachArrivesOnceHoweverOftenNodesAreTakenForDead() throws Exception {
    long seed = new Random().nextLong();
    var chance = new SplittableRandom(seed);
    var nodes = List.of(one.beside(LIVELY), one.beside(LIVELY));
    var to = subscription();
    for (int i = 0; i < 10; i++) {
      waiting(to, 300);
    }
    var delivered = new AtomicInteger();
    var late = new AtomicInteger();
    var tasks = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 8; i++) {
      var node = nodes.get(i % 2);
      tasks.add(
          () -> {
            while (delivered.get() < 3_000) {
              node.deliveries().recover(NOON);
              for (var claim : claim(node, to, 20)) {
                (settle(node, claim) ? delivered : late).incrementAndGet();
              }
            }
            return true;
          });
    }
    tasks.add(
        () -> {
          while (delivered.get() < 3_000) {
            runsOut(nodes.get(chance.nextInt(2)));
            await().pollDelay(Duration.ofMillis(chance.nextInt(1, 40))).until(() -> true);
          }
          return true;
        });
    assertThat(atOnce(tasks.size(), i -> tasks.get(i).call())).containsOnly(true);
    var attempts =
        two.database()
            .readers()
            .read(
                s ->
                    s.on(
                            """
                            SELECT COUNT(*), COUNT(DISTINCT delivery), MAX(n) FROM (
                              SELECT delivery, COUNT(*) AS n FROM attempt
                              WHERE outcome = 'delivered' GROUP BY delivery) d
                            """)
                        .list(r -> List.of(r.number(), r.number(), r.number())))
            .getFirst();
    assertThat(attempts)
        .as("seed %d, %d late", seed, late.get())
        .containsExactly(3_000L, 3_000L, 1L);
    assertThat(delivered.get()).as("seed %d", seed).isEqualTo(3_000);
    assertThat(two.deliveries().due()).isEmpty();
  }

  private Database clocked(Duration off) {
    InstantSource clock = () -> InstantSource.system().instant().plus(off);
    return Database.migrated(
        one.postgres(),
        new Seal(PostgresStores.KEY, new SecureRandom()),
        PostgresStores.LEASE,
        Thread.ofPlatform().factory(),
        clock,
        new SplittableRandom(9),
        connections -> connections);
  }

  /** As the database sees it: the node itself knows nothing of it. */
  private static boolean waited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void runsOut(PostgresStores node) {
    execute("UPDATE node SET lease_until = 1 WHERE epoch = " + node.database().epoch());
  }

  private void execute(String sql) {
    PostgresServer.execute(one.postgres(), sql);
  }

  private Subscription subscription() {
    var subscription = Sample.subscription(one.ids());
    one.subscriptions().save(subscription);
    return subscription;
  }

  private Subscription waitingOne() {
    var to = subscription();
    waiting(to, 1);
    return to;
  }

  private void waiting(Subscription to, int many) {
    var events = new ArrayList<NewEvent>();
    for (int i = 0; i < many; i++) {
      events.add(arriving(two, Sample.waiting(two.ids(), to)));
    }
    two.events().accept(events);
  }

  private static NewEvent arriving(PostgresStores node, NewDelivery delivery) {
    var event = Sample.event("for-" + delivery.number());
    return Sample.arriving(node.ids(), event, List.of(delivery));
  }

  private static Accepted accepted(PostgresStores node, List<NewEvent> events) {
    return (Accepted) node.events().accept(events);
  }

  private static Entry accept(PostgresStores node, NewDelivery delivery) {
    return accepted(node, List.of(arriving(node, delivery))).entries().getFirst();
  }

  private static List<Claim> sending(PostgresStores node, Subscription to, int many) {
    var events =
        IntStream.range(0, many)
            .mapToObj(i -> arriving(node, Sample.claimed(node.ids(), to)))
            .toList();
    return accepted(node, events).entries().stream().flatMap(e -> e.claims().stream()).toList();
  }

  private static List<Claim> claim(PostgresStores node, Subscription of, int limit) {
    return node.deliveries().claim(List.of(new Demand(of.id(), limit)), NOON).stream()
        .map(Claim.WithEvent::claim)
        .toList();
  }

  private Delivery found(Claim claim) {
    return two.deliveries().find(OrganizationId.DEFAULT, claim.id()).orElseThrow();
  }

  private static boolean settle(PostgresStores node, Claim claim) {
    var attempt =
        new Attempt(
            claim.attempts() + 1,
            claim.logNumber().orElseGet(() -> node.ids().next().number()),
            NOON,
            claim.trigger(),
            Duration.ofMillis(3),
            AttemptOutcome.DELIVERED,
            Optional.empty());
    return node.deliveries()
        .settle(
            new Settlement(
                claim, attempt, DeliveryState.DELIVERED, Optional.empty(), 0, Bytes.EMPTY));
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
