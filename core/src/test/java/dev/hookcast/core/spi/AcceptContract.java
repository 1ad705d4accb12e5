package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Sample.NOON;
import static dev.hookcast.core.spi.Sample.altered;
import static dev.hookcast.core.spi.Sample.arriving;
import static dev.hookcast.core.spi.Sample.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.Acceptance.Conflict;
import dev.hookcast.core.spi.Acceptance.Entry;
import dev.hookcast.core.spi.Acceptance.Made;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link EventStore} does when events are accepted. */
public interface AcceptContract extends StoreContract {
  OrganizationId DEFAULT = OrganizationId.DEFAULT;
  OrganizationId OTHER = new OrganizationId("other");

  @Test
  default void anAcceptedEventIsFoundAsItCameIn() {
    var arriving = arriving(ids(), event("dpl-1"), List.of());
    assertThat(accepted(stores(), arriving).duplicate()).isFalse();
    assertThat(stores().events().find(DEFAULT, new EventId("dpl-1"))).contains(arriving.record());
  }

  @Test
  default void anAcceptedEventAndItsDeliveriesSurviveARestart() {
    var to = saved();
    var arriving = arriving(ids(), event("dpl-1"), List.of(Sample.waiting(ids(), to)));
    accepted(stores(), arriving);
    var after = stores().restarted();
    assertThat(after.events().find(DEFAULT, new EventId("dpl-1"))).contains(arriving.record());
    assertThat(after.deliveries().find(DEFAULT, arriving.deliveries().getFirst().id())).isPresent();
  }

  @Test
  default void deliveriesComeBackInTheOrderInWhichTheyWereMade() {
    var to = saved();
    var arriving =
        arriving(
            ids(),
            event("dpl-1"),
            List.of(Sample.waiting(ids(), to), Sample.claimed(ids(), saved())));
    assertThat(accepted(stores(), arriving).deliveries()).isEqualTo(made(arriving));
  }

  @Test
  default void aClaimedDeliveryComesBackAsAClaimAndIsSending() {
    var claimed = Sample.claimed(ids(), saved());
    var claims = accepted(stores(), arriving(ids(), event("dpl-1"), List.of(claimed))).claims();
    assertThat(claims)
        .singleElement()
        .satisfies(
            c ->
                assertThat(c)
                    .isEqualTo(
                        Claim.first(
                            claimed.id(), claimed.number(), claimed.subscription(), c.epoch())));
    assertThat(stores().deliveries().find(DEFAULT, claimed.id()).orElseThrow())
        .satisfies(
            d -> {
              assertThat(d.state()).isEqualTo(DeliveryState.SENDING);
              assertThat(d.nextAttemptAt()).isEmpty();
            });
  }

  @Test
  default void anotherDeliveryWaitsAndIsDueNow() {
    var waiting = Sample.waiting(ids(), saved());
    var entry = accepted(stores(), arriving(ids(), event("dpl-1"), List.of(waiting)));
    assertThat(entry.claims()).isEmpty();
    assertThat(stores().deliveries().find(DEFAULT, waiting.id()).orElseThrow())
        .satisfies(
            d -> {
              assertThat(d.state()).isEqualTo(DeliveryState.WAITING);
              assertThat(d.createdAt()).isEqualTo(NOON);
              assertThat(d.nextAttemptAt()).contains(NOON);
            });
  }

  @Test
  default void aKnownIdWithTheSameDigestIsADuplicateAndAddsNothing() {
    var to = saved();
    var first = arriving(ids(), event("dpl-1"), List.of(Sample.claimed(ids(), to)));
    var again = arriving(ids(), event("dpl-1"), List.of(Sample.claimed(ids(), to)));
    accepted(stores(), first);
    assertThat(accepted(stores(), again))
        .isEqualTo(new Entry(first.record().id(), Optional.empty(), true, made(first), List.of()));
    assertThat(stores().deliveries().find(DEFAULT, again.deliveries().getFirst().id())).isEmpty();
  }

  @Test
  default void aDuplicateIsKnownAfterARestart() {
    accepted(stores(), arriving(ids(), event("dpl-1"), List.of()));
    var again = arriving(ids(), event("dpl-1"), List.of());
    assertThat(accepted(stores().restarted(), again).duplicate()).isTrue();
  }

  @Test
  default void aKnownIdWithAnotherDigestIsAConflict() {
    var first = arriving(ids(), event("dpl-1"), List.of());
    accepted(stores(), first);
    assertThat(stores().events().accept(List.of(altered(first))))
        .isEqualTo(new Conflict(0, first.record().id()));
  }

  @Test
  default void aKnownKeyIsADuplicateUnderTheFirstOnesId() {
    var first = arriving(ids(), Sample.from("tide", "ext-1", "quay\n1", event("a")), List.of());
    var again = arriving(ids(), Sample.from("tide", "ext-1", "quay\n1", event("b")), List.of());
    var same =
        new NewEvent(
            again.record(), again.event(), first.digest(), again.deliveries(), again.dueAt());
    accepted(stores(), first);
    assertThat(accepted(stores(), same))
        .isEqualTo(
            new Entry(first.record().id(), Optional.of("ext-1"), true, List.of(), List.of()));
    assertThat(stores().events().accept(List.of(altered(again))))
        .isEqualTo(new Conflict(0, first.record().id()));
    assertThat(stores().events().find(DEFAULT, new EventId("b"))).isEmpty();
  }

  @Test
  default void theSameKeyInAnotherDialectIsAnotherEvent() {
    accepted(stores(), arriving(ids(), Sample.from("tide", "x", "k", event("a")), List.of()));
    var other = arriving(ids(), Sample.from("ebb", "x", "k", event("b")), List.of());
    assertThat(accepted(stores(), other).duplicate()).isFalse();
  }

  @Test
  default void keysThatDifferOnlyInAnUnpairedSurrogateAreDifferent() {
    accepted(stores(), arriving(ids(), Sample.from("tide", "x", "\ud800", event("a")), List.of()));
    var other = arriving(ids(), Sample.from("tide", "x", "\ud801", event("b")), List.of());
    assertThat(accepted(stores(), other).duplicate()).isFalse();
  }

  @Test
  default void theSameIdAndKeyInAnotherOrganizationAreAnotherEvent() {
    var event = Sample.from("tide", "x", "k", event("a"));
    accepted(stores(), arriving(ids(), event, List.of()));
    assertThat(accepted(stores(), arriving(ids(), OTHER, event, NOON, List.of())).duplicate())
        .isFalse();
  }

  @Test
  default void anEventTwiceInOneListIsADuplicateOfItself() {
    var first = arriving(ids(), event("dpl-1"), List.of());
    var again = arriving(ids(), event("dpl-1"), List.of());
    assertThat(((Accepted) stores().events().accept(List.of(first, again))).entries())
        .extracting(Entry::duplicate)
        .containsExactly(false, true);
  }

  @Test
  default void aConflictAmongSeveralStoresNothingAtAll() {
    var known = arriving(ids(), event("known"), List.of());
    accepted(stores(), known);
    var waiting = Sample.waiting(ids(), saved());
    var fresh = arriving(ids(), event("fresh"), List.of(waiting));
    var last = arriving(ids(), event("last"), List.of());
    assertThat(stores().events().accept(List.of(fresh, altered(known), last)))
        .isEqualTo(new Conflict(1, known.record().id()));
    assertThat(stores().events().find(DEFAULT, new EventId("fresh"))).isEmpty();
    assertThat(stores().events().find(DEFAULT, new EventId("last"))).isEmpty();
    assertThat(stores().deliveries().find(DEFAULT, waiting.id())).isEmpty();
    assertThat(accepted(stores(), fresh).duplicate()).isFalse();
  }

  @Test
  default void manyThreadsThatPublishOneIdMakeOneEvent() {
    var to = saved();
    var entries =
        Race.of(
            32,
            i ->
                accepted(
                    stores(), arriving(ids(), event("dpl-1"), List.of(Sample.waiting(ids(), to)))));
    assertThat(entries).filteredOn(e -> !e.duplicate()).hasSize(1);
    assertThat(entries).extracting(Entry::deliveries).containsOnly(entries.getFirst().deliveries());
  }

  @Test
  default void anotherOrganizationsEventIsAsAbsentAsAMissingOne() {
    accepted(stores(), arriving(ids(), event("dpl-1"), List.of()));
    assertThat(stores().events().find(OTHER, new EventId("dpl-1"))).isEmpty();
    assertThat(stores().events().find(DEFAULT, new EventId("dpl-2"))).isEmpty();
  }

  private Ids ids() {
    return stores().ids();
  }

  private Subscription saved() {
    var subscription = Sample.subscription(ids());
    stores().subscriptions().save(subscription);
    return subscription;
  }

  private static Entry accepted(Stores stores, NewEvent event) {
    return ((Accepted) stores.events().accept(List.of(event))).entries().getFirst();
  }

  private static List<Made> made(NewEvent event) {
    return event.deliveries().stream().map(AcceptContract::made).toList();
  }

  private static Made made(NewDelivery delivery) {
    return new Made(delivery.id(), delivery.subscription());
  }
}
