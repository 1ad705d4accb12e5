package dev.hookcast.storage;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.DeliveryStore.Query;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How PostgreSQL finds what publishers have claimed. */
class ClaimedRangesTest {
  private static final String RANGES = "SELECT COUNT(*) FROM claimed_range";
  private static final String MARKED = "SELECT COUNT(*) FROM delivery WHERE marked = 1";
  private static final String INDEXES =
      "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'delivery'";

  private PostgresStores one;
  private PostgresStores two;
  private Subscription to;

  @BeforeEach
  void open() {
    one = PostgresStores.in(PostgresServer.withTables());
    two = one.beside();
    to = Sample.subscription(one.ids());
    one.subscriptions().save(to);
  }

  @AfterEach
  void close() {
    one.close();
  }

  @Test
  void noIndexOfDeliveriesHoldsWhatEndingAtTheFirstAttemptChanges() {
    var changed = "claimed_by|state|attempts|next_attempt_at";
    var indexes = one.database().readers().read(s -> s.on(INDEXES).list(Row::text));
    assertThat(indexes)
        .hasSizeGreaterThan(4)
        .noneMatch(index -> index.matches(".*\\b(" + changed + ")\\b.*"));
  }

  @Test
  void aRangeStaysForASecondLookAndIsGoneThen() {
    claimed(20);
    assertThat(ranges()).isEqualTo(1);
    one.deliveries().recover(NOON);
    assertThat(ranges()).isEqualTo(1);
    claimed(5);
    one.deliveries().recover(NOON);
    assertThat(ranges()).as("the new one").isEqualTo(1);
    one.deliveries().recover(NOON);
    assertThat(ranges()).isZero();
  }

  @Test
  void whatIsClaimedForLongIsTakenOverToo() {
    var claims = claimed(30);
    claims.subList(0, 10).forEach(this::settle);
    swept();
    claimed(7);
    fallen();
    assertThat(two.deliveries().recover(NOON)).isEqualTo(27);
    assertThat(ranges()).isZero();
    assertThat(two.deliveries().recover(NOON)).isZero();
  }

  @Test
  void whatHadWaitedAndWasClaimedIsTakenOverToo() {
    claimedLater(one);
    assertThat(ranges()).isZero();
    fallen();
    assertThat(two.deliveries().recover(NOON)).isEqualTo(1);
  }

  @Test
  void whatLivingNodesHaveClaimedIsLeftAlone() {
    var alive = claimedLater(two);
    claims(two, 2);
    claimed(3);
    fallen();
    assertThat(one.beside().deliveries().recover(NOON)).isEqualTo(3);
    assertThat(settle(alive)).isTrue();
  }

  @Test
  void aNodeThatFellGivesNothingBackThatAnotherHasClaimedMeanwhile() {
    var old = claimedLater(one);
    fallen();
    two.deliveries().recover(NOON);
    var again = claimDue(two);
    one.deliveries().release(List.of(old));
    assertThat(sending()).extracting(Delivery::id).containsExactly(again.id());
    assertThat(claimsDue(two)).isEmpty();
  }

  @Test
  void whatIsClaimedForLongIsListedAmongWhatIsBeingSent() {
    var claims = claimed(4);
    settle(claims.get(1));
    assertThat(sending()).hasSize(3);
    swept();
    var young = claimed(2);
    assertThat(sending()).hasSize(5);
    settle(claims.get(0));
    settle(young.get(0));
    assertThat(sending())
        .extracting(Delivery::id)
        .containsExactly(young.get(1).id(), claims.get(3).id(), claims.get(2).id());
  }

  @Test
  void whatIsClaimedForLongIsCancelledToo() {
    var claims = claimed(3);
    settle(claims.get(1));
    swept();
    var young = claimed(2);
    two.subscriptions().delete(OrganizationId.DEFAULT, to.id());
    for (var claim : List.of(claims.get(0), claims.get(2), young.get(0), young.get(1))) {
      var delivery = two.deliveries().find(OrganizationId.DEFAULT, claim.id()).orElseThrow();
      assertThat(delivery.state()).isEqualTo(DeliveryState.CANCELLED);
    }
    assertThat(settle(claims.get(0))).as("arrived all the same").isTrue();
  }

  @Test
  void aSweepLeavesOthersClaimsAndWhatHasEndedAlone() {
    var claims = claimed(3);
    var others = claims(two, 3);
    claims.forEach(this::settle);
    swept();
    assertThat(ranges()).as("the other node's").isEqualTo(1);
    assertThat(count(MARKED)).isZero();
    assertThat(sending()).hasSameSizeAs(others);
  }

  private Claim claimedLater(PostgresStores node) {
    var waiting = Sample.waiting(node.ids(), to);
    var event = Sample.event("for-" + waiting.number());
    node.events().accept(List.of(Sample.arriving(node.ids(), event, List.of(waiting))));
    return claimDue(node);
  }

  private Claim claimDue(PostgresStores node) {
    var claims = claimsDue(node);
    assertThat(claims).hasSize(1);
    return claims.getFirst().claim();
  }

  private List<Claim.WithEvent> claimsDue(PostgresStores node) {
    return node.deliveries().claim(List.of(new Demand(to.id(), 9)), NOON);
  }

  private void fallen() {
    PostgresServer.execute(
        one.postgres(), "UPDATE node SET lease_until = 1 WHERE epoch = " + one.database().epoch());
  }

  private void swept() {
    one.deliveries().recover(NOON);
    one.deliveries().recover(NOON);
  }

  private long count(String sql) {
    return one.database().readers().read(s -> s.on(sql).first(Row::number)).orElseThrow();
  }

  private long ranges() {
    return count(RANGES);
  }

  private List<Claim> claimed(int many) {
    return claims(one, many);
  }

  private List<Claim> claims(PostgresStores node, int many) {
    var events =
        IntStream.range(0, many)
            .mapToObj(i -> Sample.claimed(node.ids(), to))
            .map(d -> Sample.arriving(node.ids(), Sample.event("for-" + d.number()), List.of(d)))
            .toList();
    var accepted = (Accepted) node.events().accept(events);
    return accepted.entries().stream().flatMap(entry -> entry.claims().stream()).toList();
  }

  private List<Delivery> sending() {
    var query =
        new Query(
            OrganizationId.DEFAULT,
            Optional.of(to.id()),
            Optional.empty(),
            Optional.of(DeliveryState.SENDING),
            Optional.empty(),
            Optional.empty(),
            new Page.Wanted(99, Optional.empty()));
    return two.deliveries().list(query).items();
  }

  private boolean settle(Claim claim) {
    var attempt =
        new Attempt(
            1,
            claim.number(),
            NOON,
            claim.trigger(),
            Duration.ofMillis(3),
            AttemptOutcome.DELIVERED,
            Optional.empty());
    var settlement =
        new Settlement(claim, attempt, DeliveryState.DELIVERED, Optional.empty(), 0, Bytes.EMPTY);
    return one.deliveries().settle(settlement);
  }
}
