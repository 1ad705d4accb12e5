package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Given.LATER;
import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.spi.DeliveryStore.LogQuery;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} shows as the log of a subscription. */
public interface LogContract extends StoreContract {
  OrganizationId DEFAULT = OrganizationId.DEFAULT;

  @Test
  default void aDeliveryIsAnEntryUnderItsOwnNumberBeforeAndAfterItsFirstAttempt() {
    var to = given().subscription();
    var waiting = given().waiting(to);
    var before = log(to).getFirst();
    assertThat(before.number()).isEqualTo(waiting.number());
    assertThat(before.createdAt()).isEqualTo(NOON);
    assertThat(before.attempt()).isEmpty();
    assertThat(before.delivery()).isEqualTo(given().found(waiting.id()));
    assertThat(stores().events().find(to.organization(), before.event().id()))
        .contains(before.event());
    given().settle(given().claimOne(to, LATER), AttemptOutcome.DELIVERED, DeliveryState.DELIVERED);
    var after = log(to);
    assertThat(after).hasSize(1);
    assertThat(after.getFirst().number()).isEqualTo(waiting.number());
    assertThat(after.getFirst().createdAt()).isEqualTo(NOON);
    assertThat(after.getFirst().attempt().map(Attempt::outcome)).contains(AttemptOutcome.DELIVERED);
    assertThat(after.getFirst().delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(after.getFirst().delivery().attempts()).isEmpty();
  }

  @Test
  default void everyFurtherAttemptIsAnEntryOfItsOwn() {
    var to = given().subscription();
    var claim = given().sending(to);
    given().settleForRetry(claim, LATER);
    given().settleForRetry(given().claimOne(to, LATER), LATER);
    var attempts = given().found(claim.id()).attempts();
    assertThat(log(to))
        .extracting(LogEntry::number)
        .containsExactly(attempts.getLast().logNumber(), claim.number());
    assertThat(log(to).getFirst().createdAt()).isEqualTo(attempts.getLast().at());
  }

  @Test
  default void aResendIsAnEntryFromTheMomentItIsAskedFor() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    long number = given().resent(id, LATER).logNumber().orElseThrow();
    assertAsked(to, number);
    var unused = given().claimOne(to, LATER);
    assertAsked(to, number);
    stores().deliveries().release(List.of(unused));
    assertAsked(to, number);
    var claim = given().claimOne(to, LATER);
    assertThat(claim.logNumber()).contains(number);
    given().settleBack(claim);
    assertThat(log(to)).hasSize(2);
    assertThat(entry(number).createdAt()).isEqualTo(LATER);
    assertThat(entry(number).attempt().map(Attempt::logNumber)).contains(number);
  }

  @Test
  default void aDeliveryWhoseResendCameFirstKeepsItsEntry() {
    var to = given().subscription();
    var waiting = given().waiting(to);
    long number = given().resent(waiting.id(), LATER).logNumber().orElseThrow();
    given().settle(given().claimOne(to, LATER), AttemptOutcome.DELIVERED, DeliveryState.DELIVERED);
    assertThat(log(to))
        .extracting(LogEntry::number)
        .containsExactlyInAnyOrder(number, waiting.number());
    assertThat(entry(waiting.number()).attempt()).isEmpty();
    assertThat(entry(waiting.number()).delivery().state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  default void anInterruptedResendKeepsItsNumberAndIsMadeAgainUnderAnother() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.DELIVERED);
    long number = given().resent(id, LATER).logNumber().orElseThrow();
    long second = given().resent(id, LATER.plusSeconds(1)).logNumber().orElseThrow();
    given().claimOne(to, LATER);
    var after = new Given(stores().restarted());
    after.stores().deliveries().recover(LATER.plusSeconds(2));
    var deliveries = after.stores().deliveries();
    var interrupted = deliveries.entry(OrganizationId.DEFAULT, number).orElseThrow();
    assertThat(interrupted.attempt().map(Attempt::outcome)).contains(AttemptOutcome.INTERRUPTED);
    assertThat(deliveries.logged(query(to))).isEqualTo(4);
    var again = after.claimOne(to, LATER.plusSeconds(2));
    assertThat(again.logNumber()).isPresent();
    assertThat(again.logNumber().get()).isNotIn(number, second);
    var entry = deliveries.entry(OrganizationId.DEFAULT, again.logNumber().get()).orElseThrow();
    assertThat(entry.createdAt()).isEqualTo(LATER);
    after.settleBack(again);
    assertThat(after.claimOne(to, LATER.plusSeconds(2)).logNumber()).contains(second);
    assertThat(deliveries.logged(query(to))).isEqualTo(4);
  }

  @Test
  default void anInterruptedFirstAttemptKeepsTheDeliverysNumber() {
    var to = given().subscription();
    var claim = given().sending(to);
    var after = new Given(stores().restarted());
    after.stores().deliveries().recover(LATER);
    assertThat(after.claimOne(to, LATER).logNumber()).isEmpty();
    var entries = after.stores().deliveries().log(query(to));
    assertThat(entries).extracting(LogEntry::number).containsExactly(claim.number());
    assertThat(entries.getFirst().attempt().map(Attempt::outcome))
        .contains(AttemptOutcome.INTERRUPTED);
  }

  @Test
  default void aLateResendKeepsItsNumberAndIsMadeAgainUnderAnother() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    long number = given().resent(id, LATER).logNumber().orElseThrow();
    var claim = given().claimOne(to, LATER);
    stores().deliveries().release(List.of(claim));
    assertThat(given().settleBack(claim)).isFalse();
    assertThat(entry(number).attempt().map(Attempt::outcome)).contains(AttemptOutcome.LATE);
    var again = given().claimOne(to, LATER);
    assertThat(again.logNumber()).isPresent().isNotEqualTo(Optional.of(number));
    assertThat(given().settleBack(again)).isTrue();
    assertThat(log(to)).hasSize(3);
  }

  @Test
  default void resendsThatWaitLeaveTheLogWhenTheirSubscriptionIsNoMore() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    long under = given().resent(id, LATER).logNumber().orElseThrow();
    long waiting = given().resent(id, LATER.plusSeconds(1)).logNumber().orElseThrow();
    var claim = given().claimOne(to, LATER);
    stores().deliveries().cancel(to.id());
    assertThat(find(waiting)).isEmpty();
    assertThat(find(under)).isPresent();
    given().settleBack(claim);
    assertThat(log(to)).extracting(LogEntry::number).containsExactly(under, claim.number());
  }

  @Test
  default void aCancelledResendThatIsGivenBackLeavesTheLog() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    long number = given().resent(id, LATER).logNumber().orElseThrow();
    var claim = given().claimOne(to, LATER);
    stores().deliveries().cancel(to.id());
    stores().deliveries().release(List.of(claim));
    assertThat(find(number)).isEmpty();
    assertThat(log(to)).hasSize(1);
  }

  @Test
  default void aCancelledResendThatWasInterruptedStaysInTheLog() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    long number = given().resent(id, LATER).logNumber().orElseThrow();
    given().claimOne(to, LATER);
    stores().deliveries().cancel(to.id());
    var after = stores().restarted().deliveries();
    after.recover(LATER);
    var entries = after.log(query(to));
    assertThat(entries).hasSize(2);
    assertThat(entries.getFirst().number()).isEqualTo(number);
    assertThat(entries.getFirst().attempt().map(Attempt::outcome))
        .contains(AttemptOutcome.INTERRUPTED);
  }

  @Test
  default void aLogIsReadByPositionNewestFirstAndCounted() {
    var to = given().subscription();
    var first = given().waiting(to);
    var retried = given().sending(to);
    given().settleForRetry(retried, LATER.plusSeconds(99));
    var resent = given().ended(to, DeliveryState.EXHAUSTED);
    given().resend(resent, LATER);
    given().waiting(given().subscription());
    given().settleBack(given().claim(to, 2, LATER.plusSeconds(50)).getLast());
    given().resend(resent, LATER);
    var all = log(to);
    assertThat(all).hasSize(5).isSortedAccordingTo((a, b) -> Long.compare(b.number(), a.number()));
    assertThat(all.getLast().number()).isEqualTo(first.number());
    for (int offset = 0; offset < 7; offset++) {
      var query = new LogQuery(DEFAULT, to.id(), Set.of(), Optional.empty(), offset, 2);
      assertThat(stores().deliveries().logged(query)).isEqualTo(5);
      assertThat(stores().deliveries().log(query))
          .as("from %d on", offset)
          .isEqualTo(all.stream().skip(offset).limit(2).toList());
    }
    for (var entry : all) {
      var before = Optional.of(entry.number());
      var query = new LogQuery(DEFAULT, to.id(), Set.of(EventType.DEPLOY), before, 0, 50);
      assertThat(read(query))
          .as("before %d", entry.number())
          .isEqualTo(all.stream().skip(all.indexOf(entry) + 1L).toList());
    }
  }

  @Test
  default void aLogIsRestrictedByTheTypesOfItsEvents() {
    var to = given().subscription();
    var deploy = given().ended(to, DeliveryState.EXHAUSTED);
    var free = typed(to, "cluster.free");
    var access = typed(to, "environment.access.add");
    given().resend(deploy, LATER);
    given().settleBack(given().claim(to, 3, LATER).getLast());
    given().resend(free, LATER);
    assertThat(ofTypes(to)).hasSize(5);
    assertThat(ofTypes(to, "environment.deploy")).containsExactly(deploy, deploy);
    assertThat(ofTypes(to, "cluster.free")).containsExactly(free, free);
    assertThat(ofTypes(to, "cluster.free", "environment.access.add", "a.b"))
        .containsExactly(free, access, free);
    assertThat(ofTypes(to, "environment.access")).isEmpty();
  }

  @Test
  default void anotherOrganizationsLogIsEmpty() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.DELIVERED);
    var others = new OrganizationId("other");
    var theirs = new LogQuery(others, to.id(), Set.of(), Optional.empty(), 0, 9);
    assertThat(stores().deliveries().log(theirs)).isEmpty();
    assertThat(stores().deliveries().logged(theirs)).isZero();
    long asked = given().resent(id, LATER).logNumber().orElseThrow();
    long own = given().found(id).number();
    for (long number : List.of(own, asked)) {
      assertThat(stores().deliveries().entry(others, number)).isEmpty();
      assertThat(find(number)).isPresent();
    }
    assertThat(find(to.number())).isEmpty();
    assertThat(find(0)).isEmpty();
    assertThat(find(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  default void anEntryIsWholeByItselfAndWithoutHeadersAndBodiesInTheLog() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    given().resend(id, LATER);
    given().settleBack(given().claimOne(to, LATER));
    var attempts = given().found(id).attempts();
    for (var attempt : attempts) {
      assertThat(entry(attempt.logNumber()).attempt()).contains(attempt);
    }
    for (var listed : log(to)) {
      var exchange = listed.attempt().orElseThrow().exchange().orElseThrow();
      assertThat(exchange.request().headers()).isEmpty();
      assertThat(exchange.request().body()).isEqualTo(Bytes.EMPTY);
      assertThat(exchange.response().orElseThrow().body()).isEqualTo(Bytes.EMPTY);
      assertThat(exchange.response().orElseThrow().status()).isEqualTo(202);
    }
  }

  private Given given() {
    return new Given(stores());
  }

  private DeliveryId typed(Subscription to, String type) {
    var delivery = Sample.claimed(stores().ids(), to);
    var event =
        Sample.event(
            "e" + delivery.number(), new EventType(type), EventStatus.SUCCEEDED, Scope.NOWHERE);
    var entry = given().accept(Sample.arriving(stores().ids(), event, List.of(delivery)));
    given().settle(entry.claims().getFirst(), AttemptOutcome.DELIVERED, DeliveryState.DELIVERED);
    return delivery.id();
  }

  private List<DeliveryId> ofTypes(Subscription to, String... types) {
    var wanted = Set.copyOf(List.of(types).stream().map(EventType::new).toList());
    var query = new LogQuery(DEFAULT, to.id(), wanted, Optional.empty(), 0, 50);
    return read(query).stream().map(LogEntry::delivery).map(Delivery::id).toList();
  }

  private static LogQuery query(Subscription to) {
    return new LogQuery(DEFAULT, to.id(), Set.of(), Optional.empty(), 0, 50);
  }

  private List<LogEntry> log(Subscription to) {
    return read(query(to));
  }

  private List<LogEntry> read(LogQuery query) {
    var entries = stores().deliveries().log(query);
    assertThat(stores().deliveries().logged(query)).isEqualTo(entries.size());
    return entries;
  }

  private LogEntry entry(long number) {
    return find(number).orElseThrow();
  }

  private Optional<LogEntry> find(long number) {
    return stores().deliveries().entry(DEFAULT, number);
  }

  private void assertAsked(Subscription to, long number) {
    assertThat(log(to)).hasSize(2);
    assertThat(entry(number).createdAt()).isEqualTo(LATER);
    assertThat(entry(number).attempt()).isEmpty();
  }
}
