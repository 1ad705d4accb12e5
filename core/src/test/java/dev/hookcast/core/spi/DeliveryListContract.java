package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Given.LATER;
import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} does when deliveries are looked up and listed. */
public interface DeliveryListContract extends StoreContract {
  OrganizationId OTHERS = new OrganizationId("other");

  @Test
  default void aDeliveryIsFoundByItsId() {
    var waiting = given().waiting(given().subscription());
    assertThat(given().found(waiting.id()))
        .isEqualTo(
            new Delivery(
                waiting.id(),
                waiting.number(),
                OrganizationId.DEFAULT,
                new EventId("for-" + waiting.number()),
                waiting.subscription(),
                DeliveryState.WAITING,
                NOON,
                Optional.of(NOON),
                false,
                List.of()));
  }

  @Test
  default void anotherOrganizationsDeliveryIsAsAbsentAsAMissingOne() {
    var id = given().waiting(given().subscription()).id();
    var deliveries = stores().deliveries();
    assertThat(deliveries.find(OTHERS, id)).isEmpty();
    var missing = new DeliveryId(stores().ids().next().id());
    assertThat(deliveries.find(OrganizationId.DEFAULT, missing)).isEmpty();
    for (var odd : List.of("", "x", "00000000-0000-7000-8000-00000000000", id.value() + "0")) {
      assertThat(deliveries.find(OrganizationId.DEFAULT, new DeliveryId(odd))).isEmpty();
    }
  }

  @Test
  default void anIdThatOnlyEndsLikeAnothersIsMissing() {
    var id = given().waiting(given().subscription()).id().value();
    var twin = new DeliveryId((id.charAt(0) == 'f' ? 'e' : 'f') + id.substring(1));
    assertThat(stores().deliveries().find(OrganizationId.DEFAULT, twin)).isEmpty();
    assertThat(stores().deliveries().resend(OrganizationId.DEFAULT, twin, LATER)).isEmpty();
  }

  @Test
  default void deliveriesAreListedNewestFirstInPages() {
    var one = given().subscription();
    var other = given().subscription();
    var made = new ArrayList<DeliveryId>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(given().waiting(i % 2 == 0 ? one : other).id());
    }
    var pages = new ArrayList<List<DeliveryId>>();
    var wanted = Optional.of(Page.Wanted.first(2));
    while (wanted.isPresent()) {
      var page = stores().deliveries().list(Only.ALL.page(wanted.get()));
      pages.add(page.items().stream().map(Delivery::id).toList());
      wanted = page.next().map(before -> new Page.Wanted(2, Optional.of(before)));
    }
    assertThat(pages).containsExactly(made.subList(0, 2), made.subList(2, 4), made.subList(4, 5));
  }

  @Test
  default void deliveriesOfAnotherOrganizationAreNotListed() {
    var theirs = Sample.subscription(stores().ids(), OTHERS);
    stores().subscriptions().save(theirs);
    var waiting = Sample.waiting(stores().ids(), theirs);
    var event = Sample.event("theirs");
    given().accept(Sample.arriving(stores().ids(), OTHERS, event, NOON, List.of(waiting)));
    var ours = given().waiting(given().subscription()).id();
    assertThat(listed(Only.ALL)).containsExactly(ours);
    assertThat(listed(Only.ALL.subscription(theirs.id()))).isEmpty();
    assertThat(listed(Only.ALL.event(event.id()))).isEmpty();
  }

  @Test
  default void deliveriesAreListedBySubscriptionAndEvent() {
    var one = given().subscription();
    var other = given().subscription();
    var event = Sample.event("fan-out");
    var deliveries =
        List.of(Sample.waiting(stores().ids(), one), Sample.waiting(stores().ids(), other));
    given().accept(Sample.arriving(stores().ids(), event, deliveries));
    var alone = given().waiting(one).id();
    var first = deliveries.getFirst().id();
    assertThat(listed(Only.ALL.subscription(one.id()))).containsExactly(alone, first);
    assertThat(listed(Only.ALL.event(event.id())))
        .containsExactly(deliveries.getLast().id(), first);
    assertThat(listed(Only.ALL.event(event.id()).subscription(one.id()))).containsExactly(first);
    assertThat(listed(Only.ALL.event(new EventId("nothing")))).isEmpty();
  }

  @Test
  default void deliveriesOfADeletedSubscriptionAreListed() {
    var to = given().subscription();
    var id = given().waiting(to).id();
    stores().subscriptions().delete(to.organization(), to.id());
    assertThat(listed(Only.ALL)).containsExactly(id);
    assertThat(listed(Only.ALL.subscription(to.id()))).containsExactly(id);
  }

  @Test
  default void deliveriesAreListedByState() {
    var to = given().subscription();
    var waiting = given().waiting(to).id();
    var sending = given().sending(to).id();
    var delivered = given().ended(to, DeliveryState.DELIVERED);
    var exhausted = given().ended(to, DeliveryState.EXHAUSTED);
    assertThat(listed(Only.ALL.state(DeliveryState.WAITING))).containsExactly(waiting);
    assertThat(listed(Only.ALL.state(DeliveryState.SENDING))).containsExactly(sending);
    assertThat(listed(Only.ALL.state(DeliveryState.DELIVERED))).containsExactly(delivered);
    assertThat(listed(Only.ALL.state(DeliveryState.EXHAUSTED).subscription(to.id())))
        .containsExactly(exhausted);
    assertThat(listed(Only.ALL.state(DeliveryState.CANCELLED))).isEmpty();
  }

  @Test
  default void deliveriesAreListedByTimeOfCreationFromIncludedToExcluded() {
    var to = given().subscription();
    var before = given().waiting(to, NOON.minusNanos(1)).id();
    var noon = given().waiting(to, NOON).id();
    var after = given().waiting(to, NOON.plusNanos(1)).id();
    assertThat(listed(Only.ALL.since(NOON))).containsExactly(after, noon);
    assertThat(listed(Only.ALL.until(NOON))).containsExactly(before);
    assertThat(listed(Only.ALL.since(NOON).until(NOON.plusNanos(1)))).containsExactly(noon);
    assertThat(listed(Only.ALL.since(Instant.MIN).until(Instant.MAX))).hasSize(3);
  }

  /** So many that another way may be shorter than for a few. */
  @Test
  default void manyDeliveriesAreListedLikeAFew() {
    var theirs = Sample.subscription(stores().ids(), OTHERS);
    stores().subscriptions().save(theirs);
    var one = given().subscription();
    var other = given().subscription();
    var delivered = new ArrayList<DeliveryId>();
    var waiting = new ArrayList<DeliveryId>();
    for (int i = 0; i < 150; i++) {
      if (i % 5 == 0) {
        delivered.addFirst(given().ended(i % 2 == 0 ? one : other, DeliveryState.DELIVERED));
      } else if (i % 7 == 0) {
        var event = Sample.event("theirs-" + i);
        var delivery = List.of(Sample.waiting(stores().ids(), theirs));
        given().accept(Sample.arriving(stores().ids(), OTHERS, event, NOON, delivery));
      } else {
        waiting.addFirst(given().waiting(one, NOON.plusSeconds(i)).id());
      }
    }
    assertThat(listed(Only.ALL.state(DeliveryState.DELIVERED))).isEqualTo(delivered);
    assertThat(listed(Only.ALL.state(DeliveryState.WAITING))).isEqualTo(waiting.subList(0, 50));
    assertThat(listed(Only.ALL.state(DeliveryState.SENDING))).isEmpty();
    var toOther = Only.ALL.subscription(other.id());
    assertThat(listed(toOther.state(DeliveryState.DELIVERED))).hasSize(15);
    assertThat(listed(toOther)).hasSize(15);
    var until = NOON.plusSeconds(30);
    assertThat(listed(Only.ALL.since(NOON.plusSeconds(1)).until(until)))
        .isEqualTo(waiting.subList(waiting.size() - 20, waiting.size()));
  }

  @Test
  default void whoeverWasOvertakenIsFoundInItsPeriod() {
    var to = given().subscription();
    var later = given().waiting(to, NOON.plusSeconds(590)).id();
    var earlier = given().waiting(to, NOON).id();
    given().waiting(to, NOON.plusSeconds(7_200));
    assertThat(listed(Only.ALL.since(NOON.plusSeconds(1)).until(NOON.plusSeconds(600))))
        .containsExactly(later);
    assertThat(listed(Only.ALL.until(NOON.plusSeconds(1)))).containsExactly(earlier);
  }

  @Test
  default void listedExchangesComeWithoutHeadersAndBodies() {
    var to = given().subscription();
    given().ended(to, DeliveryState.DELIVERED);
    var item = stores().deliveries().list(Only.ALL.page(Page.Wanted.first(1))).items().getFirst();
    var whole = given().found(item.id()).attempts().getFirst();
    var attempt = item.attempts().getFirst();
    assertThat(attempt).usingRecursiveComparison().ignoringFields("exchange").isEqualTo(whole);
    var exchange = attempt.exchange().orElseThrow();
    assertThat(exchange.request().headers()).isEmpty();
    assertThat(exchange.request().body()).isEqualTo(Bytes.EMPTY);
    assertThat(exchange.request().url()).isEqualTo("https://receiver.test/in?a=ü");
    assertThat(exchange.response().orElseThrow().headers()).isEmpty();
    assertThat(exchange.response().orElseThrow().body()).isEqualTo(Bytes.EMPTY);
    assertThat(exchange.response().orElseThrow().status()).isEqualTo(202);
    assertThat(exchange.failure()).isEqualTo(whole.exchange().orElseThrow().failure());
    assertThat(exchange.timing()).isEqualTo(whole.exchange().orElseThrow().timing());
  }

  @Test
  default void whatWaitsIsCountedUpToALimit() {
    var one = given().subscription();
    var other = given().subscription();
    given().sending(one);
    given().ended(one, DeliveryState.DELIVERED);
    given().ended(one, DeliveryState.EXHAUSTED);
    assertThat(stores().deliveries().waiting(OrganizationId.DEFAULT, 9)).isZero();
    given().waiting(one);
    given().waiting(one);
    given().waiting(other);
    given().settleForRetry(given().sending(one), LATER);
    assertThat(stores().deliveries().waiting(OrganizationId.DEFAULT, 9)).isEqualTo(4);
    assertThat(stores().deliveries().waiting(OrganizationId.DEFAULT, 4)).isEqualTo(4);
    assertThat(stores().deliveries().waiting(OrganizationId.DEFAULT, 3)).isEqualTo(3);
    assertThat(stores().deliveries().waiting(OTHERS, 9)).isZero();
  }

  @Test
  default void whatWaitsOfAnotherOrganizationIsNotCounted() {
    var theirs = Sample.subscription(stores().ids(), OTHERS);
    stores().subscriptions().save(theirs);
    var waiting = Sample.waiting(stores().ids(), theirs);
    var event = Sample.event("theirs");
    given().accept(Sample.arriving(stores().ids(), OTHERS, event, NOON, List.of(waiting)));
    assertThat(stores().deliveries().waiting(OrganizationId.DEFAULT, 9)).isZero();
    assertThat(stores().deliveries().waiting(OTHERS, 9)).isEqualTo(1);
  }

  /** The restrictions of a query, added one by one. */
  record Only(
      Optional<SubscriptionId> subscription,
      Optional<EventId> event,
      Optional<DeliveryState> state,
      Optional<Instant> since,
      Optional<Instant> until) {
    static final Only ALL =
        new Only(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Only subscription(SubscriptionId only) {
      return new Only(Optional.of(only), event, state, since, until);
    }

    Only event(EventId only) {
      return new Only(subscription, Optional.of(only), state, since, until);
    }

    Only state(DeliveryState only) {
      return new Only(subscription, event, Optional.of(only), since, until);
    }

    Only since(Instant only) {
      return new Only(subscription, event, state, Optional.of(only), until);
    }

    Only until(Instant only) {
      return new Only(subscription, event, state, since, Optional.of(only));
    }

    DeliveryStore.Query page(Page.Wanted page) {
      return new DeliveryStore.Query(
          OrganizationId.DEFAULT, subscription, event, state, since, until, page);
    }
  }

  private Given given() {
    return new Given(stores());
  }

  private List<DeliveryId> listed(Only only) {
    return stores().deliveries().list(only.page(Page.Wanted.first(50))).items().stream()
        .map(Delivery::id)
        .toList();
  }
}
