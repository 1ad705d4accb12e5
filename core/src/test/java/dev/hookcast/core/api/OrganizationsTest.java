package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.AddressBlock;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.access.ScopeSet;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.access.TokenText;
import dev.hookcast.core.api.Organizations.Deletion;
import dev.hookcast.core.api.Organizations.Issue;
import dev.hookcast.core.api.Organizations.Renewal;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.spi.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrganizationsTest {
  private static final OrganizationId QUAY = new OrganizationId("quay");
  private static final Set<TokenScope> EVERYTHING = EnumSet.allOf(TokenScope.class);
  private static final Page.Wanted ALL = Page.Wanted.first(100);

  private final TestHookcast core = new TestHookcast();
  private final Organizations organizations = core.hookcast.organizations();

  @Test
  void anOrganizationIsThereAtOnceAndAfterARestart() {
    var made = organizations.create(QUAY, "The quay").orElseThrow();
    assertThat(made.createdAt()).isEqualTo(core.clock.instant());
    assertThat(core.hookcast.subscriptions().hasOrganization(QUAY)).isTrue();
    assertThat(organizations.find(QUAY)).contains(made);
    assertThat(restarted().organizations().find(QUAY)).contains(made);
    assertThat(organizations.create(QUAY, "again")).isEmpty();
  }

  @Test
  void listShowsAllOrOnlyTheOneThatMayBeSeen() {
    var quay = organizations.create(QUAY, "").orElseThrow();
    var pier = organizations.create(new OrganizationId("pier"), "").orElseThrow();
    var all = organizations.list(Optional.empty(), ALL);
    assertThat(all.items()).startsWith(pier, quay).hasSize(3);
    assertThat(organizations.list(Optional.of(QUAY), ALL).items()).containsExactly(quay);
    var first = organizations.list(Optional.empty(), Page.Wanted.first(2));
    assertThat(first.items()).containsExactly(pier, quay);
    var rest = organizations.list(Optional.empty(), new Page.Wanted(2, first.next()));
    assertThat(rest.items()).extracting(Organization::id).containsExactly(OrganizationId.DEFAULT);
    assertThat(rest.next()).isEmpty();
  }

  @Test
  void theOneThatIsThereFromTheStartStays() {
    assertThat(organizations.delete(OrganizationId.DEFAULT)).isEqualTo(Deletion.REQUIRED);
    assertThat(organizations.find(OrganizationId.DEFAULT)).isPresent();
  }

  @Test
  void aDeletedOrganizationIsGoneWithAllThatItHas() {
    organizations.create(QUAY, "");
    var wanted = core.object("{\"sink\":\"recording\"}");
    var settings = core.hookcast.subscriptionJson().read(wanted, Optional.empty());
    var subscription = core.hookcast.subscriptions().create(QUAY, settings).subscription();
    var event = Submission.ofNative(core.object("{\"type\":\"environment.deploy\"}"));
    core.hookcast.publishing().publish(QUAY, event);
    var token = issued(QUAY, grant(TokenScope.EVENTS_READ));

    assertThat(organizations.delete(QUAY)).isEqualTo(Deletion.DONE);

    assertThat(organizations.find(QUAY)).isEmpty();
    assertThat(core.hookcast.subscriptions().hasOrganization(QUAY)).isFalse();
    assertThat(core.hookcast.subscriptions().find(QUAY, subscription.id())).isEmpty();
    assertThat(organizations.authenticate(token.text().reveal())).isEmpty();
    assertThat(organizations.tokens(QUAY, ALL).items()).isEmpty();
    assertThat(core.run()).isZero();
    var cancelled = core.store.due();
    assertThat(cancelled).isEmpty();
    assertThat(organizations.create(QUAY, "")).isEmpty();
    assertThat(organizations.delete(QUAY)).isEqualTo(Deletion.MISSING);
    assertThat(organizations.issue(QUAY, grant(TokenScope.EVENTS_READ), EVERYTHING))
        .isEqualTo(new Issue.Missing());
    assertThat(restarted().organizations().find(QUAY)).isEmpty();
  }

  @Test
  void whatIsBeingSentWhenItsOrganizationIsDeletedEndsWithIt() {
    organizations.create(QUAY, "");
    var wanted = core.object("{\"sink\":\"recording\"}");
    var settings = core.hookcast.subscriptionJson().read(wanted, Optional.empty());
    core.hookcast.subscriptions().create(QUAY, settings);
    var event = Submission.ofNative(core.object("{\"type\":\"environment.deploy\"}"));
    var accepted =
        (dev.hookcast.core.spi.Acceptance.Accepted) core.hookcast.publishing().publish(QUAY, event);
    var delivery = accepted.entries().getFirst().deliveries().getFirst().id();
    organizations.delete(QUAY);
    core.run();
    assertThat(core.sink.shipments()).isEmpty();
    assertThat(core.hookcast.deliveries().find(QUAY, delivery)).isPresent();
    assertThat(core.hookcast.expireOnce()).isTrue();
    assertThat(core.hookcast.deliveries().find(QUAY, delivery)).isEmpty();
    assertThat(core.hookcast.expireOnce()).isFalse();
  }

  @Test
  void aTokenIsKnownByItsTextAndOnlyThat() {
    var issued = issued(OrganizationId.DEFAULT, grant(TokenScope.EVENTS_READ));
    var text = issued.text().reveal();
    assertThat(organizations.authenticate(text)).contains(issued.token());
    var forged = TokenText.fresh(issued.token().number(), new Random(3)).written().reveal();
    var unknown = TokenText.fresh(987_654, new Random(3)).written().reveal();
    for (var other : Set.of(forged, unknown, text.substring(1), text + "0", "")) {
      assertThat(organizations.authenticate(other)).isEmpty();
    }
    assertThat(restarted().organizations().authenticate(text)).contains(issued.token());
  }

  @Test
  void aTokenIsValidUntilItsLastMoment() {
    var end = core.clock.instant().plus(Duration.ofHours(1));
    var text = issued(OrganizationId.DEFAULT, until(end)).text().reveal();
    core.clock.set(end.minusNanos(1));
    assertThat(organizations.authenticate(text)).isPresent();
    core.clock.set(end);
    assertThat(organizations.authenticate(text)).isEmpty();
    assertThat(organizations.tokens(OrganizationId.DEFAULT, ALL).items()).hasSize(1);
  }

  @Test
  void aRevokedTokenIsInvalidAtOnceAndForGood() {
    var issued = issued(OrganizationId.DEFAULT, grant(TokenScope.EVENTS_READ));
    organizations.create(QUAY, "");
    assertThat(organizations.revoke(QUAY, issued.token().id())).isFalse();
    assertThat(organizations.authenticate(issued.text().reveal())).isPresent();
    assertThat(organizations.revoke(OrganizationId.DEFAULT, issued.token().id())).isTrue();
    assertThat(organizations.authenticate(issued.text().reveal())).isEmpty();
    assertThat(organizations.revoke(OrganizationId.DEFAULT, issued.token().id())).isFalse();
    assertThat(restarted().organizations().authenticate(issued.text().reveal())).isEmpty();
  }

  @Test
  void aRotatedTokenWorksWithBothTextsUntilTheOverlapEnds() {
    var issued = issued(OrganizationId.DEFAULT, grant(TokenScope.EVENTS_READ));
    var renewed = renewed(issued.token(), Duration.ofHours(1));
    var end = core.clock.instant().plus(Duration.ofHours(1));
    assertThat(renewed.token().id()).isEqualTo(issued.token().id());
    assertThat(renewed.token().grant()).isEqualTo(issued.token().grant());
    assertThat(organizations.formerValidUntil(renewed.token())).contains(end);
    core.clock.set(end.minusNanos(1));
    assertThat(organizations.authenticate(issued.text().reveal())).contains(renewed.token());
    assertThat(restarted().organizations().authenticate(issued.text().reveal())).isPresent();
    core.clock.set(end);
    assertThat(organizations.authenticate(issued.text().reveal())).isEmpty();
    assertThat(organizations.formerValidUntil(renewed.token())).isEmpty();
    assertThat(organizations.authenticate(renewed.text().reveal())).isPresent();
    assertThat(restarted().organizations().authenticate(renewed.text().reveal())).isPresent();
  }

  @Test
  void withoutAnOverlapTheFormerTextEndsAtOnceAndOnlyOneIsEverRetiring() {
    var issued = issued(OrganizationId.DEFAULT, grant(TokenScope.EVENTS_READ));
    var second = renewed(issued.token(), Rotation.LONGEST);
    var third = renewed(issued.token(), Rotation.LONGEST);
    assertThat(organizations.authenticate(issued.text().reveal())).isEmpty();
    assertThat(organizations.authenticate(second.text().reveal())).isPresent();
    var last = renewed(issued.token(), Duration.ZERO);
    assertThat(organizations.authenticate(third.text().reveal())).isEmpty();
    assertThat(organizations.authenticate(last.text().reveal())).isPresent();
  }

  @Test
  void nobodyRotatesATokenThatMayDoMoreThanTheirOwnOrAnotherOrganizations() {
    var token = issued(OrganizationId.DEFAULT, grant(TokenScope.EVENTS_READ)).token();
    var held = EnumSet.of(TokenScope.TOKENS_ADMIN);
    assertThat(rotate(OrganizationId.DEFAULT, token, held))
        .isEqualTo(new Renewal.Beyond(TokenScope.EVENTS_READ));
    organizations.create(QUAY, "");
    assertThat(rotate(QUAY, token, EVERYTHING)).isEqualTo(new Renewal.Missing());
    organizations.revoke(OrganizationId.DEFAULT, token.id());
    assertThat(rotate(OrganizationId.DEFAULT, token, EVERYTHING)).isEqualTo(new Renewal.Missing());
    var end = core.clock.instant().plusSeconds(1);
    var ending = issued(OrganizationId.DEFAULT, until(end)).token();
    core.clock.set(end);
    assertThat(rotate(OrganizationId.DEFAULT, ending, EVERYTHING)).isEqualTo(new Renewal.Expired());
  }

  @Test
  void aTokenWorksFromItsAddressesOnly() {
    var block = new AddressBlock(Bytes.of(new byte[] {10, 20, 0, 0}), 16);
    var grant =
        new Grant("n", EnumSet.of(TokenScope.EVENTS_READ), Optional.empty(), List.of(block));
    var text = issued(OrganizationId.DEFAULT, grant).text().reveal();
    var inside = Bytes.of(new byte[] {10, 20, -1, -1});
    assertThat(organizations.authenticate(text, inside)).isPresent();
    for (var other : List.of(new byte[] {10, 21, 0, 0}, new byte[16], new byte[0])) {
      assertThat(organizations.authenticate(text, Bytes.of(other))).isEmpty();
    }
    assertThat(organizations.authenticate(text)).isEmpty();
    assertThat(restarted().organizations().authenticate(text, inside)).isPresent();
  }

  @Test
  void whenATokenWasUsedIsKnownAtOnceAndWrittenNowAndThen() {
    var token = issued(OrganizationId.DEFAULT, grant(TokenScope.EVENTS_READ));
    assertThat(shownUse()).isEmpty();
    core.hookcast.expireOnce();
    var first = core.clock.instant();
    organizations.authenticate(token.text().reveal());
    organizations.authenticate("hkc_nobody");
    assertThat(shownUse()).contains(first);
    assertThat(writtenUse()).isEmpty();
    core.hookcast.expireOnce();
    assertThat(writtenUse()).as("it has just written").isEmpty();
    core.clock.advance(TokenUses.PAUSE);
    core.hookcast.expireOnce();
    assertThat(writtenUse()).contains(first);
    core.clock.advance(Duration.ofSeconds(3));
    organizations.authenticate(token.text().reveal());
    organizations.noteLastUses();
    assertThat(writtenUse()).contains(first.plus(TokenUses.PAUSE).plusSeconds(3));
  }

  private Optional<Instant> shownUse() {
    return organizations.tokens(OrganizationId.DEFAULT, ALL).items().getFirst().lastUsedAt();
  }

  private Optional<Instant> writtenUse() {
    return core.store.tokens().getFirst().lastUsedAt();
  }

  private Renewal.Renewed renewed(AccessToken token, Duration overlap) {
    return (Renewal.Renewed)
        organizations.rotate(OrganizationId.DEFAULT, token.id(), overlap, EVERYTHING);
  }

  private Renewal rotate(OrganizationId organization, AccessToken token, Set<TokenScope> held) {
    return organizations.rotate(organization, token.id(), Rotation.USUAL, held);
  }

  @Test
  void nobodyGivesAwayMoreThanTheyHave() {
    for (var held : TokenScope.values()) {
      for (var wanted : ScopeSet.OWNER.scopes()) {
        var issue = organizations.issue(OrganizationId.DEFAULT, grant(wanted), EnumSet.of(held));
        if (held == wanted) {
          assertThat(issue).isInstanceOf(Issue.Issued.class);
        } else {
          assertThat(issue).isEqualTo(new Issue.Beyond(wanted));
        }
      }
    }
    assertThat(organizations.tokens(OrganizationId.DEFAULT, ALL).items())
        .hasSize(ScopeSet.OWNER.scopes().size());
  }

  @Test
  void whatCouldNotBeUsedIsRefused() {
    assertRefused(new Grant("n", Set.of(), Optional.empty()), "/scopes");
    assertRefused(grant(TokenScope.SYSTEM_ADMIN), "/scopes");
    assertRefused(until(core.clock.instant()), "/expires_at");
    assertThat(organizations.tokens(OrganizationId.DEFAULT, ALL).items()).isEmpty();
  }

  private void assertRefused(Grant grant, String pointer) {
    assertThatThrownBy(() -> organizations.issue(OrganizationId.DEFAULT, grant, EVERYTHING))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.problems().getFirst().pointer()).isEqualTo(pointer));
  }

  private Hookcast restarted() {
    return new TestHookcast(new Window(10, 1 << 20), Optional.of(core.store)).hookcast;
  }

  private Issue.Issued issued(OrganizationId organization, Grant grant) {
    return (Issue.Issued) organizations.issue(organization, grant, EVERYTHING);
  }

  private static Grant grant(TokenScope scope) {
    return new Grant("n", EnumSet.of(scope), Optional.empty());
  }

  private static Grant until(Instant end) {
    return new Grant("n", EnumSet.of(TokenScope.EVENTS_READ), Optional.of(end));
  }
}
