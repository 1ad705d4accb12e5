package dev.hookcast.core.api;

import static dev.hookcast.core.api.TestHookcast.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Organizations.Issue.Issued;
import dev.hookcast.core.api.Organizations.Renewal.Renewed;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.spi.Claim;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What two nodes on the same stores know of each other. */
class LookoutTest {
  private final TestHookcast one = new TestHookcast();
  private final TestHookcast other =
      new TestHookcast(new Window(1_000, 1 << 20), Optional.of(one.store));

  @Test
  void aTokenThatIsMadeOnOneNodeIsKnownToTheOtherUntilItIsRevoked() {
    var all = EnumSet.of(TokenScope.EVENTS_READ);
    var issued =
        (Issued)
            one.hookcast.organizations().issue(ORG, new Grant("ci", all, Optional.empty()), all);
    var text = issued.text().reveal();
    assertThat(other.hookcast.organizations().authenticate(text)).isEmpty();
    other.hookcast.lookOnce();
    assertThat(other.hookcast.organizations().authenticate(text)).contains(issued.token());
    var renewed =
        (Renewed) one.hookcast.organizations().rotate(ORG, issued.token().id(), Duration.ZERO, all);
    other.hookcast.lookOnce();
    assertThat(other.hookcast.organizations().authenticate(text)).isEmpty();
    text = renewed.text().reveal();
    assertThat(other.hookcast.organizations().authenticate(text)).isPresent();
    one.hookcast.organizations().revoke(ORG, issued.token().id());
    other.hookcast.lookOnce();
    assertThat(other.hookcast.organizations().authenticate(text)).isEmpty();
  }

  @Test
  void ofAnOrganizationThatIsDeletedOnOneNodeTheOtherSendsNothing() {
    var quay = new OrganizationId("quay");
    one.hookcast.organizations().create(quay, "");
    var wanted = one.object("{\"sink\":\"recording\"}");
    var settings = one.hookcast.subscriptionJson().read(wanted, Optional.empty());
    one.hookcast.subscriptions().create(quay, settings);
    other.hookcast.lookOnce();
    var event = Submission.ofNative(other.object("{\"type\":\"build.create\"}"));
    other.hookcast.publishing().publish(quay, event);
    one.hookcast.organizations().delete(quay);
    other.hookcast.lookOnce();
    assertThat(other.run()).isZero();
    assertThat(one.run()).isZero();
    assertThat(other.hookcast.organizations().find(quay)).isEmpty();
    assertThat(other.hookcast.expireOnce()).isTrue();
    assertThat(one.hookcast.expireOnce()).isFalse();
  }

  @Test
  void aSubscriptionThatIsAddedOnOneNodeGetsWhatThatOtherTakesIn() {
    var added = one.subscribe("{}");
    assertThat(other.publish("{\"type\":\"build.create\"}").deliveries()).isEmpty();
    other.hookcast.lookOnce();
    assertThat(other.publish("{\"type\":\"build.create\"}").deliveries())
        .singleElement()
        .satisfies(made -> assertThat(made.subscription()).isEqualTo(added.id()));
    one.hookcast.subscriptions().delete(ORG, added.id());
    other.hookcast.lookOnce();
    assertThat(other.publish("{\"type\":\"build.create\"}").deliveries()).isEmpty();
  }

  @Test
  void whatWaitsForASubscriptionThatAnotherNodeHasJustAddedIsSentNotCancelled() {
    one.subscribe("{}");
    var entry = one.publish("{\"type\":\"build.create\"}");
    one.store.release(entry.claims());
    assertThat(other.run()).isEqualTo(1);
    assertThat(one.delivery(entry).state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void aClaimThatHasEndedIsNotSentByWhoHadIt() {
    one.subscribe("{}");
    var entry = one.publish("{\"type\":\"build.create\"}");
    one.store.dispossess();
    assertThat(one.run()).isZero();
    assertThat(entry.claims()).extracting(Claim::trigger).hasSize(1);
    other.hookcast.lookOnce();
    assertThat(other.run()).isEqualTo(1);
    assertThat(one.delivery(entry).state()).isEqualTo(DeliveryState.DELIVERED);
  }
}
