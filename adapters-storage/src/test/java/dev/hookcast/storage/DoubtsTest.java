package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Subscription;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to PostgreSQL that are lost when something is just being claimed. */
class DoubtsTest {
  private final CutCommits cut = new CutCommits();
  private PostgresStores stores;
  private Subscription to;

  @BeforeEach
  void open() {
    stores = PostgresStores.in(PostgresServer.withTables(), cut::on);
    to = Sample.subscription(stores.ids());
    stores.subscriptions().save(to);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void whatWasAcceptedInDoubtAsClaimedIsGivenBack() {
    var delivery = Sample.claimed(stores.ids(), to);
    cut.cutTheNext();
    assertThatThrownBy(() -> accept(delivery)).isInstanceOf(StoreFailure.class);
    assertThat(claim()).isEmpty();
    assertThat(stores.deliveries().recover(Sample.NOON)).isEqualTo(1);
    assertThat(claim()).extracting(Claim::id).containsExactly(delivery.id());
    assertThat(stores.deliveries().recover(Sample.NOON)).isZero();
  }

  @Test
  void whatWasClaimedInDoubtIsGivenBack() {
    accept(Sample.waiting(stores.ids(), to));
    cut.cutTheNext();
    assertThatThrownBy(this::claim).isInstanceOf(StoreFailure.class);
    assertThat(claim()).isEmpty();
    assertThat(stores.deliveries().recover(Sample.NOON)).isEqualTo(1);
    assertThat(claim()).hasSize(1);
  }

  @Test
  void aClaimThatWasUndoneWithItsConnectionIsMadeAnewAndKept() {
    accept(Sample.waiting(stores.ids(), to));
    cut.loseTheNext();
    assertThatThrownBy(this::claim).isInstanceOf(StoreFailure.class);
    var claim = claim().getFirst();
    assertThat(stores.deliveries().recover(Sample.NOON)).isZero();
    assertThat(settle(claim)).isTrue();
  }

  @Test
  void whatCouldNotBeGivenBackIsTriedAgain() {
    accept(Sample.waiting(stores.ids(), to));
    cut.cutTheNext();
    assertThatThrownBy(this::claim).isInstanceOf(StoreFailure.class);
    cut.loseTheNext();
    assertThatThrownBy(() -> stores.deliveries().recover(Sample.NOON))
        .isInstanceOf(StoreFailure.class);
    assertThat(stores.deliveries().recover(Sample.NOON)).isEqualTo(1);
  }

  @Test
  void whatNobodyWaitedForAnyLongerIsGivenBackToo() {
    accept(Sample.waiting(stores.ids(), to));
    var database = stores.database();
    var number = database.numbers().find(to.id()).orElseThrow();
    var wanted = List.of(new ClaimDue.Wanted(to.id(), number, 7));
    var slow = new Slow(new ClaimDue(wanted, Sample.NOON, database.epoch()), new CountDownLatch(1));
    try (var writer = hasty()) {
      assertThatThrownBy(() -> writer.writeSoon(slow))
          .isInstanceOf(StoreFailure.class)
          .hasMessageContaining("in time");
      assertThat(stores.deliveries().recover(Sample.NOON)).isZero();
      slow.goesOn().countDown();
    }
    assertThat(stores.deliveries().recover(Sample.NOON)).isEqualTo(1);
    assertThat(claim()).hasSize(1);
  }

  @Test
  void howeverOftenConnectionsAreLostEachDeliveryIsClaimedByOneAndSettledOnce() {
    long seed = new Random().nextLong();
    var chance = new Random(seed);
    var all = Stream.generate(() -> Sample.waiting(stores.ids(), to)).limit(100).toList();
    all.forEach(this::accept);
    var held = new HashSet<Claim>();
    for (int left = all.size(); left > 0; ) {
      harm(chance);
      var claims = tried(this::claim).orElse(List.of());
      for (var claim : claims) {
        assertThat(held.add(claim)).as("claimed twice, seed %d", seed).isTrue();
      }
      harm(chance);
      for (var claim : List.copyOf(held)) {
        if (tried(() -> settle(claim)).filter(inTime -> inTime).isPresent()) {
          held.remove(claim);
          left--;
        }
      }
      harm(chance);
      tried(() -> stores.deliveries().recover(Sample.NOON));
    }
    for (var delivery : all) {
      var found = stores.deliveries().find(OrganizationId.DEFAULT, delivery.id()).orElseThrow();
      assertThat(found.attempts()).as("seed %d", seed).hasSize(1);
      assertThat(found.state()).as("seed %d", seed).isEqualTo(DeliveryState.DELIVERED);
    }
  }

  /** A writer for whom nobody waits long. */
  private PooledWriter hasty() {
    return new PooledWriter(
        Pool.writing(stores.postgres(), 1, Duration.ofSeconds(9), connections -> connections),
        new Retries(new SplittableRandom(1)),
        Thread.ofPlatform().factory(),
        stores.database().doubts(),
        Duration.ofMillis(50));
  }

  /** A claim that takes its time. */
  private record Slow(ClaimDue claim, CountDownLatch goesOn)
      implements Claiming<List<Claim.WithEvent>> {
    @Override
    public List<Claim.WithEvent> on(Session session) throws SQLException {
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return claim.on(session);
    }

    @Override
    public List<Claim> claims(List<Claim.WithEvent> result) {
      return claim.claims(result);
    }
  }

  private void harm(Random chance) {
    switch (chance.nextInt(4)) {
      case 0 -> cut.cutTheNext();
      case 1 -> cut.loseTheNext();
      default -> {}
    }
  }

  private static <T> Optional<T> tried(Supplier<T> task) {
    try {
      return Optional.of(task.get());
    } catch (StoreFailure e) {
      return Optional.empty();
    }
  }

  private void accept(NewDelivery delivery) {
    var event = Sample.event("for-" + delivery.number());
    stores.events().accept(List.of(Sample.arriving(stores.ids(), event, List.of(delivery))));
  }

  private List<Claim> claim() {
    return stores.deliveries().claim(List.of(new Demand(to.id(), 7)), Sample.NOON).stream()
        .map(Claim.WithEvent::claim)
        .toList();
  }

  private boolean settle(Claim claim) {
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
    return stores
        .deliveries()
        .settle(new Settlement(claim, attempt, DeliveryState.DELIVERED, none, 0, Bytes.EMPTY));
  }
}
