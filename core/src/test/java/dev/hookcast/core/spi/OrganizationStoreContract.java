package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.AddressBlock;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.access.TokenDigests;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.Acceptance.Accepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link OrganizationStore} does. */
public interface OrganizationStoreContract extends StoreContract {
  OrganizationId QUAY = new OrganizationId("quay");
  Instant LONG_AFTER = Instant.parse("2100-01-01T00:00:00Z");
  OrganizationId PIER = new OrganizationId("pier-2");

  @Test
  default void defaultIsAlwaysAmongTheOrganizations() {
    assertThat(ids(tenants())).containsExactly(OrganizationId.DEFAULT);
    assertThat(tenants().organizations().getFirst().name()).isEqualTo("default");
  }

  @Test
  default void organizationsGivesTheNewestFirst() {
    var quay = tenants().add(QUAY, "The quay ü😀", NOON).orElseThrow();
    var pier = tenants().add(PIER, "", NOON.minusSeconds(9)).orElseThrow();
    assertThat(quay).isEqualTo(new Organization(QUAY, quay.number(), "The quay ü😀", NOON));
    assertThat(pier.number()).isGreaterThan(quay.number());
    assertThat(tenants().organizations()).startsWith(pier, quay).hasSize(3);
    assertThat(stores().restarted().organizations().organizations()).startsWith(pier, quay);
  }

  @Test
  default void oneThatSomethingWasKeptForBeforeItWasAddedIsThereNamedByItsId() {
    stores().subscriptions().save(Sample.subscription(stores().ids(), QUAY));
    var arriving = Sample.arriving(stores().ids(), PIER, Sample.event("e"), NOON, List.of());
    stores().events().accept(List.of(arriving));
    assertThat(ids(tenants())).containsExactly(PIER, QUAY, OrganizationId.DEFAULT);
    assertThat(tenants().organizations().getFirst().name()).isEqualTo("pier-2");
    assertThat(tenants().add(QUAY, "again", NOON)).isEmpty();
    assertThat(ids(stores().restarted().organizations())).hasSize(3);
  }

  @Test
  default void addChangesNothingIfTheIdIsTaken() {
    var quay = tenants().add(QUAY, "first", NOON).orElseThrow();
    assertThat(tenants().add(QUAY, "second", NOON.plusSeconds(1))).isEmpty();
    assertThat(tenants().add(OrganizationId.DEFAULT, "mine", NOON)).isEmpty();
    assertThat(tenants().organizations()).startsWith(quay).hasSize(2);
  }

  @Test
  default void anIdOfOneThatWasDeletedIsNeverUsedAgain() {
    tenants().add(QUAY, "first", NOON);
    assertThat(tenants().delete(QUAY)).isTrue();
    assertThat(tenants().add(QUAY, "second", NOON)).isEmpty();
    var again = stores().restarted().organizations();
    assertThat(again.add(QUAY, "third", NOON)).isEmpty();
    assertThat(ids(again)).containsExactly(OrganizationId.DEFAULT);
  }

  @Test
  default void deleteReturnsFalseIfThereIsNoSuchOrganization() {
    assertThat(tenants().delete(QUAY)).isFalse();
    tenants().add(QUAY, "", NOON);
    assertThat(tenants().delete(QUAY)).isTrue();
    assertThat(tenants().delete(QUAY)).isFalse();
  }

  @Test
  default void deleteTakesSubscriptionsAndTokensAlongAndNobodyElses() {
    tenants().add(QUAY, "", NOON);
    tenants().add(PIER, "", NOON);
    stores().subscriptions().save(Sample.subscription(stores().ids(), QUAY));
    stores().subscriptions().save(Sample.subscription(stores().ids(), QUAY));
    var spared = Sample.subscription(stores().ids(), PIER);
    stores().subscriptions().save(spared);
    tenants().add(token(QUAY));
    var kept = token(PIER);
    tenants().add(kept);

    tenants().delete(QUAY);

    assertThat(stores().subscriptions().all()).containsExactly(spared);
    assertThat(tenants().tokens()).containsExactly(kept);
    var later = stores().restarted();
    assertThat(later.subscriptions().all()).containsExactly(spared);
    assertThat(later.organizations().tokens()).containsExactly(kept);
    assertThat(ids(later.organizations())).containsExactly(PIER, OrganizationId.DEFAULT);
  }

  @Test
  default void whatADeletedOrganizationHadIsDueNoMore() {
    tenants().add(QUAY, "", NOON);
    var gone = Sample.subscription(stores().ids(), QUAY);
    var other = Sample.subscription(stores().ids());
    List.of(gone, other).forEach(stores().subscriptions()::save);
    accept(QUAY, 0, List.of(Sample.waiting(stores().ids(), gone)));
    accept(OrganizationId.DEFAULT, 0, List.of(Sample.waiting(stores().ids(), other)));

    tenants().delete(QUAY);

    assertThat(due(stores())).containsExactly(other.id());
    assertThat(due(stores().restarted())).containsExactly(other.id());
  }

  @Test
  default void cancelLeavesWhatADeletedOrganizationHadToEraseStepByStep() {
    tenants().add(QUAY, "", NOON);
    var gone = Sample.subscription(stores().ids(), QUAY);
    stores().subscriptions().save(gone);
    var delivery = Sample.waiting(stores().ids(), gone);
    accept(QUAY, 0, List.of(delivery));
    tenants().delete(QUAY);
    stores().deliveries().cancel(gone.id());
    assertThat(stores().deliveries().find(QUAY, delivery.id()).orElseThrow().state())
        .isEqualTo(DeliveryState.WAITING);
  }

  @Test
  default void eraseTakesAllThatDeletedOrganizationsHadInStepsAndNobodyElses() {
    tenants().add(QUAY, "", NOON);
    tenants().add(PIER, "", NOON);
    var theirs = deliveries(QUAY);
    var others = deliveries(PIER);
    var late = claimed(QUAY);
    var end =
        new Settlement(
            late,
            new Given(stores()).attempt(late, AttemptOutcome.DELIVERED),
            DeliveryState.DELIVERED,
            Optional.empty(),
            0,
            Bytes.utf8("{}"));
    assertThat(tenants().erase(LONG_AFTER, 100)).isFalse();

    tenants().delete(QUAY);

    assertThat(tenants().erase(LONG_AFTER, 4)).isTrue();
    assertThat(found(stores(), QUAY, theirs)).isGreaterThan(theirs.size() / 2);
    // Whoever comes after a crash goes on with it.
    var after = stores().restarted();
    for (int steps = 0; after.organizations().erase(LONG_AFTER, 4); steps++) {
      assertThat(steps).isLessThan(1_000);
    }
    assertThat(found(after, QUAY, theirs)).isZero();
    assertThat(after.events().find(QUAY, new EventId("for-quay-0"))).isEmpty();
    assertThat(found(after, PIER, others)).isEqualTo(others.size());
    assertThat(after.events().find(PIER, new EventId("for-pier-2-0"))).isPresent();
    assertThat(after.organizations().add(QUAY, "again", NOON)).isEmpty();
    assertThat(after.deliveries().settle(end)).isFalse();
    assertThat(after.deliveries().find(QUAY, late.id())).isEmpty();
  }

  /** Deliveries of several events that wait, or are being sent. */
  private List<DeliveryId> deliveries(OrganizationId organization) {
    var one = Sample.subscription(stores().ids(), organization);
    var other = Sample.subscription(stores().ids(), organization);
    List.of(one, other).forEach(stores().subscriptions()::save);
    var made = new ArrayList<DeliveryId>();
    for (int i = 0; i < 10; i++) {
      var waiting = Sample.waiting(stores().ids(), one);
      var sending = Sample.claimed(stores().ids(), other);
      accept(organization, i, List.of(waiting, sending));
      made.add(waiting.id());
      made.add(sending.id());
    }
    return made;
  }

  /** The claim of what is being sent. */
  private Claim claimed(OrganizationId organization) {
    var to = Sample.subscription(stores().ids(), organization);
    stores().subscriptions().save(to);
    var accepted = accept(organization, 99, List.of(Sample.claimed(stores().ids(), to)));
    return accepted.entries().getFirst().claims().getFirst();
  }

  private static List<SubscriptionId> due(Stores stores) {
    return stores.deliveries().due().stream().map(DeliveryStore.Due::subscription).toList();
  }

  private static int found(
      Stores stores, OrganizationId organization, List<DeliveryId> deliveries) {
    return (int)
        deliveries.stream()
            .filter(id -> stores.deliveries().find(organization, id).isPresent())
            .count();
  }

  @Test
  default void tokensGivesEveryTokenWithAllItHas() {
    tenants().add(QUAY, "", NOON);
    var plain = token(QUAY);
    var identity = stores().ids().next();
    var expiring =
        new AccessToken(
            new TokenId(identity.id()),
            identity.number(),
            OrganizationId.DEFAULT,
            new Grant(
                "ci \"ü😀\"", EnumSet.allOf(TokenScope.class), Optional.of(NOON.plusNanos(3))),
            Bytes.of(new byte[] {0, -1, 7}),
            NOON.plusNanos(1));
    assertThat(tenants().add(plain)).isTrue();
    assertThat(tenants().add(expiring)).isTrue();
    assertThat(tenants().tokens()).containsExactlyInAnyOrder(plain, expiring);
    assertThat(stores().restarted().organizations().tokens())
        .containsExactlyInAnyOrder(plain, expiring);
  }

  @Test
  default void addKeepsWhereATokenWorksFromAndWhatIsRetiring() {
    var block = new AddressBlock(Bytes.of(new byte[] {10, 0, 0, 0}), 8);
    var host = new AddressBlock(Bytes.of(new byte[16]), 128);
    var plain = token(OrganizationId.DEFAULT);
    var grant =
        new Grant("n", EnumSet.of(TokenScope.EVENTS_WRITE), Optional.empty(), List.of(block, host));
    var digests = TokenDigests.of(Bytes.utf8("a")).rotatedTo(Bytes.utf8("b"), NOON.plusNanos(9));
    var token =
        new AccessToken(
            plain.id(),
            plain.number(),
            OrganizationId.DEFAULT,
            grant,
            digests,
            NOON,
            Optional.of(NOON.plusNanos(7)));
    tenants().add(token);
    assertThat(tenants().tokens()).containsExactly(token);
    assertThat(stores().restarted().organizations().tokens()).containsExactly(token);
  }

  @Test
  default void tokensOfAnOrganizationAreItsOwnOnly() {
    tenants().add(QUAY, "", NOON);
    var one = token(QUAY);
    var other = token(OrganizationId.DEFAULT);
    tenants().add(one);
    tenants().add(other);
    assertThat(tenants().tokens(QUAY)).containsExactly(one);
    assertThat(tenants().tokens(OrganizationId.DEFAULT)).containsExactly(other);
    assertThat(tenants().tokens(PIER)).isEmpty();
  }

  @Test
  default void replaceGivesATokenOtherDigestsOnceOnly() {
    var token = token(OrganizationId.DEFAULT);
    tenants().add(token);
    var until = NOON.plusSeconds(60);
    var first = token.with(token.digests().rotatedTo(Bytes.utf8("one"), until));
    var second = token.with(token.digests().rotatedTo(Bytes.utf8("two"), until));
    long before = tenants().changes();
    assertThat(tenants().replace(token, first)).isTrue();
    assertThat(tenants().changes()).isGreaterThan(before);
    assertThat(tenants().replace(token, second)).isFalse();
    assertThat(tenants().tokens()).containsExactly(first);
    tenants().delete(OrganizationId.DEFAULT, token.id());
    assertThat(tenants().replace(first, second)).isFalse();
    assertThat(stores().restarted().organizations().tokens()).isEmpty();
  }

  @Test
  default void usedKeepsTheLatestUseAndIsNoChange() {
    var one = token(OrganizationId.DEFAULT);
    var other = token(OrganizationId.DEFAULT);
    var unused = token(OrganizationId.DEFAULT);
    List.of(one, other, unused).forEach(tenants()::add);
    long before = tenants().changes();
    tenants().used(Map.of(one.number(), NOON.plusSeconds(2), other.number(), NOON, 4_711L, NOON));
    tenants().used(Map.of(one.number(), NOON.plusSeconds(1), other.number(), NOON.plusSeconds(5)));
    assertThat(tenants().changes()).isEqualTo(before);
    assertThat(stores().restarted().organizations().tokens())
        .containsExactlyInAnyOrder(
            one.usedAt(NOON.plusSeconds(2)), other.usedAt(NOON.plusSeconds(5)), unused);
  }

  @Test
  default void changesGrowsWithEachChangeOfAnything() {
    var one = Sample.subscription(stores().ids());
    var token = token(OrganizationId.DEFAULT);
    List<Runnable> changes =
        List.of(
            () -> tenants().add(QUAY, "", NOON),
            () -> tenants().add(token),
            () -> stores().subscriptions().save(one),
            () -> stores().subscriptions().replace(one, one.paused("gone", NOON)),
            () -> stores().subscriptions().delete(OrganizationId.DEFAULT, one.id()),
            () -> tenants().delete(OrganizationId.DEFAULT, token.id()),
            () -> tenants().delete(QUAY));
    for (int i = 0; i < changes.size(); i++) {
      long before = tenants().changes();
      changes.get(i).run();
      assertThat(tenants().changes()).as("change %d", i).isGreaterThan(before);
    }
    long last = tenants().changes();
    assertThat(tenants().changes()).isEqualTo(last);
    assertThat(stores().restarted().organizations().changes()).isEqualTo(last);
  }

  @Test
  default void aTokenOfAnOrganizationThatIsNotThereIsNotAdded() {
    assertThat(tenants().add(token(QUAY))).isFalse();
    tenants().add(QUAY, "", NOON);
    tenants().delete(QUAY);
    assertThat(tenants().add(token(QUAY))).isFalse();
    assertThat(tenants().tokens()).isEmpty();
    assertThat(ids(tenants())).containsExactly(OrganizationId.DEFAULT);
  }

  @Test
  default void deleteTakesATokenAwayFromItsOwnOrganizationOnly() {
    tenants().add(QUAY, "", NOON);
    var token = token(QUAY);
    tenants().add(token);
    assertThat(tenants().delete(OrganizationId.DEFAULT, token.id())).isFalse();
    assertThat(tenants().delete(PIER, token.id())).isFalse();
    assertThat(tenants().tokens()).containsExactly(token);
    assertThat(tenants().delete(QUAY, token.id())).isTrue();
    assertThat(tenants().delete(QUAY, token.id())).isFalse();
    assertThat(stores().restarted().organizations().tokens()).isEmpty();
  }

  private OrganizationStore tenants() {
    return stores().organizations();
  }

  private AccessToken token(OrganizationId organization) {
    var identity = stores().ids().next();
    return new AccessToken(
        new TokenId(identity.id()),
        identity.number(),
        organization,
        new Grant("", EnumSet.of(TokenScope.EVENTS_WRITE), Optional.empty()),
        Bytes.utf8("digest " + identity.number()),
        NOON);
  }

  private Accepted accept(
      OrganizationId organization, int number, List<NewEvent.NewDelivery> deliveries) {
    var event = Sample.event("for-" + organization + "-" + number);
    return (Accepted)
        stores()
            .events()
            .accept(
                List.of(Sample.arriving(stores().ids(), organization, event, NOON, deliveries)));
  }

  private static List<OrganizationId> ids(OrganizationStore store) {
    return store.organizations().stream().map(Organization::id).toList();
  }
}
