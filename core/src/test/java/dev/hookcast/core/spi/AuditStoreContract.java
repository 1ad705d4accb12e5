package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.AuditEntry.Target;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.audit.ChainPoint;
import dev.hookcast.core.audit.Verification;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.AuditStore.Query;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link AuditStore} does, and every other store with what it is given for it. */
public interface AuditStoreContract extends StoreContract {
  OrganizationId WHARF = new OrganizationId("wharf");
  OrganizationId JETTY = new OrganizationId("jetty");

  @Test
  default void anEntryIsReadAsItWasAdded() {
    var whole =
        entry(
            AuditAction.SUBSCRIPTION_CHANGE,
            OrganizationId.DEFAULT,
            NOON.plusNanos(7),
            new Author(
                Author.Kind.TOKEN,
                Optional.of(new TokenId("t-1")),
                "ci \"ü😀\"",
                Optional.of("2001:db8::7"),
                Optional.of("r-9")),
            Optional.of(JsonObject.writing().put("name", "a\\b").put("n", 1).done()),
            Optional.of(JsonObject.EMPTY),
            List.of("secret", "headers/X-Team"));
    var bare = entry(AuditAction.TOKEN_REVOKE, OrganizationId.DEFAULT, NOON);
    stores().audit().add(whole);
    stores().audit().add(bare);
    assertThat(listed(OrganizationId.DEFAULT)).containsExactly(bare, whole);
    var later = stores().restarted().audit();
    assertThat(later.list(query(OrganizationId.DEFAULT)).items()).containsExactly(bare, whole);
  }

  @Test
  default void listGivesOneOrganizationsEntriesOrEverybodys() {
    stores().organizations().add(WHARF, "", NOON);
    var mine = entry(AuditAction.SUBSCRIPTION_TEST, OrganizationId.DEFAULT, NOON);
    var theirs = entry(AuditAction.SUBSCRIPTION_TEST, WHARF, NOON);
    stores().audit().add(mine);
    stores().audit().add(theirs);
    assertThat(listed(OrganizationId.DEFAULT)).containsExactly(mine);
    assertThat(listed(WHARF)).containsExactly(theirs);
    assertThat(listed(JETTY)).isEmpty();
    assertThat(all()).containsExactly(theirs, mine);
  }

  @Test
  default void everyRestrictionOfAListHasToBeMet() {
    var token = new Author(Author.Kind.TOKEN, Optional.of(new TokenId("t-2")), "b", none(), none());
    var plain = entry(AuditAction.SUBSCRIPTION_PAUSE, OrganizationId.DEFAULT, NOON);
    var early = entry(AuditAction.SUBSCRIPTION_PAUSE, OrganizationId.DEFAULT, NOON.minusSeconds(5));
    var other = entry(AuditAction.SUBSCRIPTION_RESUME, OrganizationId.DEFAULT, NOON);
    var byToken =
        entry(
            AuditAction.SUBSCRIPTION_PAUSE,
            OrganizationId.DEFAULT,
            NOON.plusSeconds(5),
            token,
            Optional.empty(),
            Optional.empty(),
            List.of());
    List.of(plain, early, other, byToken).forEach(stores().audit()::add);
    var whole = query(OrganizationId.DEFAULT);
    assertThat(
            list(
                new Query(
                    whole.organization(),
                    Optional.of(AuditAction.SUBSCRIPTION_PAUSE),
                    none(),
                    none(),
                    Optional.of(NOON),
                    Optional.of(NOON.plusSeconds(5)),
                    whole.page())))
        .containsExactly(plain);
    assertThat(
            list(
                new Query(
                    whole.organization(),
                    Optional.empty(),
                    none(),
                    Optional.of("t-2"),
                    Optional.empty(),
                    Optional.empty(),
                    whole.page())))
        .containsExactly(byToken);
    assertThat(
            list(
                new Query(
                    whole.organization(),
                    Optional.empty(),
                    Optional.of(other.target().id()),
                    none(),
                    Optional.empty(),
                    Optional.empty(),
                    whole.page())))
        .containsExactly(other);
  }

  @Test
  default void pagesJoinWithoutGapOrRepetition() {
    var added = new ArrayList<AuditEntry>();
    for (int i = 0; i < 7; i++) {
      added.addFirst(entry(AuditAction.TOKEN_CREATE, OrganizationId.DEFAULT, NOON));
      stores().audit().add(added.getFirst());
    }
    var read = new ArrayList<AuditEntry>();
    var page = Page.Wanted.first(3);
    for (boolean more = true; more; ) {
      var got = stores().audit().list(query(OrganizationId.DEFAULT, page));
      read.addAll(got.items());
      page = new Page.Wanted(3, got.next());
      more = got.next().isPresent();
    }
    assertThat(read).isEqualTo(added);
  }

  @Test
  default void changesOfSubscriptionsBringTheirEntries() {
    var subscription = Sample.subscription(stores().ids());
    var created = entry(AuditAction.SUBSCRIPTION_CREATE, OrganizationId.DEFAULT, NOON);
    var changed = entry(AuditAction.SUBSCRIPTION_CHANGE, OrganizationId.DEFAULT, NOON);
    var deleted = entry(AuditAction.SUBSCRIPTION_DELETE, OrganizationId.DEFAULT, NOON);
    stores().subscriptions().save(subscription, Optional.of(created));
    var next = later(subscription);
    assertThat(stores().subscriptions().replace(subscription, next, Optional.of(changed))).isTrue();
    stores()
        .subscriptions()
        .delete(OrganizationId.DEFAULT, subscription.id(), Optional.of(deleted));
    assertThat(listed(OrganizationId.DEFAULT)).containsExactly(deleted, changed, created);
  }

  @Test
  default void whatChangesNothingLeavesNoEntry() {
    var subscription = Sample.subscription(stores().ids());
    stores().subscriptions().save(subscription);
    var next = later(subscription);
    stores().subscriptions().replace(subscription, next);
    var ids = OrganizationId.DEFAULT;
    var entry = Optional.of(entry(AuditAction.SUBSCRIPTION_CHANGE, ids, NOON));
    assertThat(stores().subscriptions().replace(subscription, later(next), entry)).isFalse();
    assertThat(stores().subscriptions().delete(WHARF, subscription.id(), entry)).isFalse();
    stores().subscriptions().delete(ids, subscription.id());
    assertThat(stores().subscriptions().save(subscription, entry)).isFalse();
    assertThat(stores().organizations().add(ids, "", NOON, entry)).isEmpty();
    assertThat(stores().organizations().delete(JETTY, entry)).isFalse();
    var token = token(JETTY);
    assertThat(stores().organizations().add(token, entry)).isFalse();
    assertThat(stores().organizations().delete(ids, token.id(), entry)).isFalse();
    assertThat(all()).isEmpty();
  }

  @Test
  default void changesOfOrganizationsAndTokensBringTheirEntries() {
    var made = entry(AuditAction.ORGANIZATION_CREATE, WHARF, NOON);
    var issued = entry(AuditAction.TOKEN_CREATE, WHARF, NOON);
    var revoked = entry(AuditAction.TOKEN_REVOKE, WHARF, NOON);
    var ended = entry(AuditAction.ORGANIZATION_DELETE, WHARF, NOON);
    var tenants = stores().organizations();
    tenants.add(WHARF, "", NOON, Optional.of(made));
    var token = token(WHARF);
    tenants.add(token, Optional.of(issued));
    tenants.delete(WHARF, token.id(), Optional.of(revoked));
    tenants.delete(WHARF, Optional.of(ended));
    assertThat(all()).containsExactly(ended, revoked, issued, made);
    assertThat(stores().restarted().audit().list(query(WHARF)).items()).hasSize(4);
  }

  @Test
  default void aResendBringsItsEntryIfThereWillBeAnAttempt() {
    var given = new Given(stores());
    var subscription = given.subscription();
    var ended = given.ended(subscription, DeliveryState.EXHAUSTED);
    var entry = entry(AuditAction.DELIVERY_RESEND, OrganizationId.DEFAULT, NOON);
    stores().deliveries().resend(OrganizationId.DEFAULT, ended, NOON, Optional.of(entry));
    assertThat(listed(OrganizationId.DEFAULT)).containsExactly(entry);
    stores().subscriptions().delete(OrganizationId.DEFAULT, subscription.id());
    var second = entry(AuditAction.DELIVERY_RESEND, OrganizationId.DEFAULT, NOON);
    stores().deliveries().resend(OrganizationId.DEFAULT, ended, NOON, Optional.of(second));
    stores().deliveries().resend(WHARF, ended, NOON, Optional.of(second));
    assertThat(all()).containsExactly(entry);
  }

  @Test
  default void anEntryKeepsThoseBehindItOfItsOrganizationOnly() {
    stores().organizations().add(WHARF, "", NOON);
    var early = NOON.minusSeconds(9);
    var young = entry(AuditAction.TOKEN_CREATE, OrganizationId.DEFAULT, NOON);
    var behind = entry(AuditAction.TOKEN_CREATE, OrganizationId.DEFAULT, early);
    var other = entry(AuditAction.TOKEN_CREATE, WHARF, early);
    List.of(young, behind, other).forEach(stores().audit()::add);
    while (stores().audit().expire(NOON, 1)) {
      // until there is no more
    }
    assertThat(all()).containsExactly(behind, young);
    assertThat(stores().audit().expire(NOON.plusNanos(1), 9)).isFalse();
    assertThat(all()).isEmpty();
  }

  @Test
  default void verifyFindsWhatWasWrittenHereWholeAlsoWhenItsBeginningHasExpired() {
    assertThat(verified(WHARF)).isEqualTo(Verification.NOTHING);
    stores().organizations().add(WHARF, "", NOON);
    var heads = new HashSet<ChainPoint>();
    for (int i = 1; i <= 7; i++) {
      var at = NOON.plusSeconds(i);
      stores().audit().add(entry(AuditAction.TOKEN_CREATE, WHARF, at));
      stores().audit().add(entry(AuditAction.TOKEN_CREATE, OrganizationId.DEFAULT, at));
      var verified = verified(WHARF);
      assertThat(verified.broken()).isEmpty();
      assertThat(verified.entries()).isEqualTo(i);
      assertThat(verified.head().place()).isEqualTo(i);
      heads.add(verified.head());
    }
    assertThat(heads).hasSize(7);
    while (stores().audit().expire(NOON.plusSeconds(4), 2)) {
      // until there is no more
    }
    var later = stores().restarted().audit().verify(WHARF, Optional.empty());
    assertThat(later.broken()).isEmpty();
    assertThat(later.entries()).isEqualTo(4);
    assertThat(heads).contains(later.head());
  }

  private Verification verified(OrganizationId organization) {
    return stores().audit().verify(organization, Optional.empty());
  }

  @Test
  default void expireRemovesTheOldestSoManyAtATime() {
    for (int i = 5; i >= 1; i--) {
      stores()
          .audit()
          .add(entry(AuditAction.TOKEN_CREATE, OrganizationId.DEFAULT, NOON.minusSeconds(i)));
    }
    var kept = entry(AuditAction.TOKEN_CREATE, OrganizationId.DEFAULT, NOON);
    stores().audit().add(kept);
    assertThat(stores().audit().expire(NOON, 3)).isTrue();
    assertThat(all()).hasSize(3).contains(kept);
    assertThat(all()).extracting(AuditEntry::at).contains(NOON.minusSeconds(1));
    assertThat(stores().audit().expire(NOON, 3)).isFalse();
    assertThat(all()).containsExactly(kept);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Subscription later(Subscription subscription) {
    return subscription.changed(subscription.settings(), subscription.updatedAt().plusSeconds(1));
  }

  private AuditEntry entry(AuditAction action, OrganizationId organization, Instant at) {
    return entry(
        action, organization, at, Author.PROGRAM, Optional.empty(), Optional.empty(), List.of());
  }

  private AuditEntry entry(
      AuditAction action,
      OrganizationId organization,
      Instant at,
      Author by,
      Optional<JsonObject> before,
      Optional<JsonObject> after,
      List<String> secrets) {
    var identity = stores().ids().next();
    var target = new Target("target-" + identity.number(), "ü");
    return new AuditEntry(
        identity.id(),
        identity.number(),
        organization,
        at,
        by,
        action,
        target,
        before,
        after,
        secrets);
  }

  private AccessToken token(OrganizationId organization) {
    var identity = stores().ids().next();
    var grant = new Grant("t", EnumSet.of(TokenScope.EVENTS_WRITE), Optional.empty());
    return new AccessToken(
        new TokenId(identity.id()),
        identity.number(),
        organization,
        grant,
        Bytes.utf8("digest"),
        NOON);
  }

  private List<AuditEntry> listed(OrganizationId organization) {
    return list(query(organization));
  }

  private List<AuditEntry> all() {
    return list(
        new Query(
            Optional.empty(),
            Optional.empty(),
            none(),
            none(),
            Optional.empty(),
            Optional.empty(),
            Page.Wanted.first(100)));
  }

  private List<AuditEntry> list(Query query) {
    return stores().audit().list(query).items();
  }

  private static Query query(OrganizationId organization) {
    return query(organization, Page.Wanted.first(100));
  }

  private static Query query(OrganizationId organization, Page.Wanted page) {
    return new Query(
        Optional.of(organization),
        Optional.empty(),
        none(),
        none(),
        Optional.empty(),
        Optional.empty(),
        page);
  }
}
