package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.filter.Places;
import dev.hookcast.core.filter.ProjectMatch;
import dev.hookcast.core.spi.SubscriptionStore.Changed;
import dev.hookcast.core.subscription.Health;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link SubscriptionStore} does. */
public interface SubscriptionStoreContract extends StoreContract {
  OrganizationId DEFAULT = OrganizationId.DEFAULT;
  OrganizationId OTHER = new OrganizationId("other");

  @Test
  default void saveAddsASubscriptionWithAllItHas() {
    var full = Sample.subscription(stores().ids()).changed(everything(), NOON.plusSeconds(1));
    var paused = Sample.subscription(stores().ids()).paused("answered 410", NOON.plusNanos(1));
    store().save(full);
    store().save(paused);
    assertThat(store().all()).containsExactlyInAnyOrder(full, paused);
    assertThat(stores().restarted().subscriptions().all()).containsExactlyInAnyOrder(full, paused);
  }

  @Test
  default void saveKeepsHowItsReceiverDoes() {
    var streak = new Health.Failing(NOON.minusSeconds(7), NOON);
    var failing = Sample.subscription(stores().ids()).in(Health.GOOD.failing(Optional.of(streak)));
    var other = Sample.subscription(stores().ids()).in(failing.health());
    var paused = other.paused("five days of nothing", NOON.plusNanos(3));
    var third = Sample.subscription(stores().ids());
    store().save(failing);
    store().save(paused);
    store().save(third.paused("it was gone", NOON));
    var told = third.paused("it was gone", NOON).told();
    store().save(told);
    assertThat(store().all()).containsExactlyInAnyOrder(failing, paused, told);
    assertThat(stores().restarted().subscriptions().all())
        .containsExactlyInAnyOrder(failing, paused, told);
  }

  @Test
  default void saveReplacesTheOneOfTheSameId() {
    var first = Sample.subscription(stores().ids());
    var changed = first.changed(everything(), NOON.plusSeconds(1));
    store().save(first);
    store().save(changed);
    assertThat(store().all()).containsExactly(changed);
    store().save(first);
    assertThat(store().all()).containsExactly(first);
  }

  @Test
  default void saveLeavesWhatIsUnreadableAsItIsStored() {
    var kept = new ArrayList<Subscription>();
    for (var part : Secrets.Part.values()) {
      var full = Sample.subscription(stores().ids()).changed(everything(), NOON);
      var secrets = full.settings().sink().secrets();
      store().save(full);
      store().save(renamed(full, withoutReading(secrets, part)));
      kept.add(renamed(full, secrets));
    }
    assertThat(store().all()).containsExactlyInAnyOrderElementsOf(kept);
    assertThat(stores().restarted().subscriptions().all())
        .containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  default void allGivesThoseOfEveryOrganization() {
    var ours = Sample.subscription(stores().ids());
    var theirs = Sample.subscription(stores().ids(), OTHER);
    store().save(ours);
    store().save(theirs);
    assertThat(store().all()).containsExactlyInAnyOrder(ours, theirs);
  }

  @Test
  default void findGivesOneThatIsThere() {
    var one = Sample.subscription(stores().ids()).changed(everything(), NOON.plusSeconds(1));
    store().save(Sample.subscription(stores().ids()));
    assertThat(store().find(one.id())).isEmpty();
    store().save(one);
    assertThat(store().find(one.id())).contains(one);
    store().delete(DEFAULT, one.id());
    assertThat(store().find(one.id())).isEmpty();
  }

  @Test
  default void replaceChangesWhatIsStillWhatItWas() {
    var first = Sample.subscription(stores().ids());
    store().save(first);
    var changed = first.changed(everything(), NOON.plusSeconds(1));
    var failing = changed.in(Health.GOOD.failing(Optional.of(new Health.Failing(NOON, NOON))));
    var paused = failing.paused("answered 410", NOON.plusSeconds(2));
    assertThat(store().replace(first, changed)).isTrue();
    assertThat(store().replace(changed, failing)).isTrue();
    assertThat(store().replace(failing, paused)).isTrue();
    assertThat(store().replace(paused, paused.told())).isTrue();
    assertThat(store().all()).containsExactly(paused.told());
  }

  @Test
  default void replaceChangesNothingIfAnotherChangeCameInBetween() {
    var first = Sample.subscription(stores().ids());
    store().save(first);
    var theirs = first.changed(everything(), NOON.plusNanos(1));
    var mine = first.changed(first.settings().named("mine"), NOON.plusSeconds(1));
    store().replace(first, theirs);
    assertThat(store().replace(first, mine)).isFalse();
    assertThat(store().all()).containsExactly(theirs);
    var failing = theirs.in(Health.GOOD.failing(Optional.of(new Health.Failing(NOON, NOON))));
    store().replace(theirs, failing);
    assertThat(store().replace(theirs, mine)).isFalse();
    assertThat(store().all()).containsExactly(failing);
  }

  @Test
  default void replaceChangesNothingIfItOrItsOrganizationWasDeleted() {
    var ours = Sample.subscription(stores().ids());
    var theirs = Sample.subscription(stores().ids(), OTHER);
    store().save(ours);
    store().save(theirs);
    store().delete(DEFAULT, ours.id());
    stores().organizations().delete(OTHER);
    assertThat(store().replace(ours, ours.paused("too late", NOON))).isFalse();
    assertThat(store().replace(theirs, theirs.paused("too late", NOON))).isFalse();
    assertThat(store().all()).isEmpty();
  }

  @Test
  default void ofManyThatReplaceTheSameAtOnceOneDoes() {
    var first = Sample.subscription(stores().ids());
    store().save(first);
    var done =
        Race.of(
            8,
            i ->
                store()
                    .replace(
                        first,
                        first.changed(first.settings().named("n" + i), NOON.plusNanos(i + 1))));
    assertThat(done).containsOnlyOnce(true);
  }

  @Test
  default void replaceLeavesWhatIsUnreadableAsItIsStored() {
    var full = Sample.subscription(stores().ids()).changed(everything(), NOON);
    var secrets = full.settings().sink().secrets();
    store().save(full);
    var to = renamed(full, withoutReading(secrets, Secrets.Part.SIGNING));
    assertThat(store().replace(full, to)).isTrue();
    assertThat(store().all()).containsExactly(renamed(full, secrets));
  }

  @Test
  default void changedSinceGivesWhatWasAddedChangedAndDeleted() {
    var same = Sample.subscription(stores().ids());
    var changing = Sample.subscription(stores().ids());
    var going = Sample.subscription(stores().ids());
    var theirs = Sample.subscription(stores().ids(), OTHER);
    List.of(same, changing, going, theirs).forEach(store()::save);
    long before = stores().organizations().changes();
    assertThat(store().changedSince(before)).isEqualTo(new Changed(List.of(), List.of()));
    var fresh = Sample.subscription(stores().ids());
    var changed = changing.changed(everything(), NOON.plusSeconds(1));
    store().save(fresh);
    store().replace(changing, changed);
    store().delete(DEFAULT, going.id());
    stores().organizations().delete(OTHER);
    var since = store().changedSince(before);
    assertThat(since.present()).containsExactlyInAnyOrder(fresh, changed);
    assertThat(since.deleted()).containsExactlyInAnyOrder(going.id(), theirs.id());
    assertThat(stores().restarted().subscriptions().changedSince(0).present())
        .containsExactlyInAnyOrder(same, fresh, changed);
  }

  @Test
  default void deleteTakesItAway() {
    var subscription = Sample.subscription(stores().ids());
    store().save(subscription);
    assertThat(store().delete(DEFAULT, subscription.id())).isTrue();
    assertThat(store().all()).isEmpty();
    assertThat(store().delete(DEFAULT, subscription.id())).isFalse();
    assertThat(stores().restarted().subscriptions().all()).isEmpty();
  }

  @Test
  default void whatWasDeletedIsNotSavedAgain() {
    var subscription = Sample.subscription(stores().ids());
    store().save(subscription);
    store().delete(DEFAULT, subscription.id());
    assertThat(store().save(subscription.paused("too late", NOON))).isFalse();
    assertThat(store().all()).isEmpty();
  }

  @Test
  default void nothingIsSavedForAnOrganizationThatWasDeleted() {
    var subscription = Sample.subscription(stores().ids(), OTHER);
    assertThat(store().save(subscription)).isTrue();
    stores().organizations().delete(OTHER);
    assertThat(store().save(subscription)).isFalse();
    assertThat(store().save(Sample.subscription(stores().ids(), OTHER))).isFalse();
    assertThat(store().all()).isEmpty();
  }

  @Test
  default void deleteChangesNothingForAnotherOrganization() {
    var subscription = Sample.subscription(stores().ids());
    store().save(subscription);
    var waiting = Sample.waiting(stores().ids(), subscription);
    stores()
        .events()
        .accept(List.of(Sample.arriving(stores().ids(), Sample.event("e"), List.of(waiting))));
    assertThat(store().delete(OTHER, subscription.id())).isFalse();
    assertThat(store().all()).containsExactly(subscription);
    assertThat(stores().deliveries().find(DEFAULT, waiting.id()).orElseThrow().state())
        .isEqualTo(DeliveryState.WAITING);
  }

  @Test
  default void deleteCancelsWhatHasNotEndedAndLeavesItReadable() {
    var subscription = Sample.subscription(stores().ids());
    var other = Sample.subscription(stores().ids());
    store().save(subscription);
    store().save(other);
    var waiting = Sample.waiting(stores().ids(), subscription);
    var sending = Sample.claimed(stores().ids(), subscription);
    var elsewhere = Sample.waiting(stores().ids(), other);
    stores()
        .events()
        .accept(
            List.of(
                Sample.arriving(
                    stores().ids(), Sample.event("e"), List.of(waiting, sending, elsewhere))));
    store().delete(DEFAULT, subscription.id());
    for (var cancelled : List.of(waiting, sending)) {
      var delivery = stores().deliveries().find(DEFAULT, cancelled.id()).orElseThrow();
      assertThat(delivery.state()).isEqualTo(DeliveryState.CANCELLED);
      assertThat(delivery.nextAttemptAt()).isEmpty();
      assertThat(delivery.subscription()).isEqualTo(subscription.id());
    }
    assertThat(stores().deliveries().find(DEFAULT, elsewhere.id()).orElseThrow().state())
        .isEqualTo(DeliveryState.WAITING);
  }

  private SubscriptionStore store() {
    return stores().subscriptions();
  }

  private static Subscription renamed(Subscription one, Secrets secrets) {
    return one.changed(one.settings().named("pier").with(secrets), NOON.plusSeconds(2));
  }

  private static Secrets withoutReading(Secrets all, Secrets.Part part) {
    return switch (part) {
      case SIGNING -> new Secrets(Optional.empty(), all.retiring(), all.others(), Set.of(part));
      case RETIRING -> new Secrets(all.signing(), Optional.empty(), all.others(), Set.of(part));
      case OTHERS -> new Secrets(all.signing(), all.retiring(), Map.of(), Set.of(part));
    };
  }

  private static Settings everything() {
    var secrets =
        new Secrets(
            Optional.of(new Secret("whsec_bm90IGEgc2VjcmV0IGF0IGFsbCwgcmVhbGx5")),
            Optional.of(new Secrets.Retiring(new Secret("former \"ü😀\""), NOON.plusNanos(7))),
            Map.of("headers/X-Team", new Secret("tugs"), "proxy", new Secret("")));
    var options =
        TestJson.object("{\"url\":\"https://a.test/ü\",\"n\":0.1000,\"o\":{\"b\":1E400}}");
    var filter =
        new Filter(
            List.of(new EventPattern("environment.*")),
            List.of(new EventPattern("environment.delete")),
            Set.of(EventStatus.FAILED, EventStatus.STARTED),
            List.of("complete"),
            List.of("*"),
            new Places(
                List.of("r"),
                List.of("p*"),
                List.of("PRODUCTION"),
                List.of("*"),
                List.of("x-*"),
                List.of("a"),
                List.of("c"),
                List.of("g"),
                ProjectMatch.NAME));
    return new Settings(
        "harbour 'n' quay",
        "two\nlines",
        false,
        new SinkChoice("pager", false, options, secrets),
        Sample.DIALECTS.list().getLast(),
        filter,
        new RetryPolicy(List.of(Duration.ofMillis(1_500), Duration.ofHours(30)), 0.125),
        new Limits(3, Optional.of(0.5)));
  }
}
