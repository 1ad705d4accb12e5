package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.StoreFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishingTest {
  private final TestHookcast it = new TestHookcast();

  @Test
  void anEventIsExplainedByEverySubscriptionAsItIsToday() {
    var wanting = it.subscribe("{\"filter\":{\"events\":[\"build.create\"]}}");
    var paused = it.subscribe("{}");
    var entry = it.publish("{\"type\":\"build.create\"}");
    it.hookcast.subscriptions().pause(TestHookcast.ORG, paused.id());
    var later = it.subscribe("{\"dialect\":\"platformsh\"}");
    var publishing = it.hookcast.publishing();

    var explained = verdicts(publishing.explain(TestHookcast.ORG, entry.id()));

    assertThat(explained)
        .extracting(e -> e.subscription().id(), e -> e.word())
        .containsExactly(
            tuple(later.id(), "skipped"),
            tuple(paused.id(), "skipped"),
            tuple(wanting.id(), "matched"));
    assertThat(explained)
        .extracting(e -> e.reason())
        .containsExactly(
            "Skipped: platformsh has no word for build.create.",
            "Skipped: the subscription is paused.",
            "Matched: all that the subscription asks for is met.");
  }

  @Test
  void whatGotNoIdentityLeavesTheRoomThatItHad() {
    it.subscribe("{}");
    it.subscribe("{}");
    var event = Submission.ofNative(it.object("{\"type\":\"build.create\"}"));
    for (int i = 0; i < 2_000; i++) { // more than there is room for
      int left = i % 4 + 1;
      it.ids.leave(left);
      assertThatThrownBy(
              () -> it.hookcast.publishing().publish(TestHookcast.ORG, List.of(event, event)))
          .isInstanceOf(StoreFailure.class);
    }
    it.ids.leaveAll();
    assertThat(it.publish("{\"type\":\"build.create\"}").claims()).hasSize(2);
  }

  @Test
  void nobodyElsesEventIsExplained() {
    var entry = it.publish("{\"type\":\"build.create\"}");
    var publishing = it.hookcast.publishing();

    assertThat(publishing.explain(new OrganizationId("stranger"), entry.id()))
        .isEqualTo(new Explained.Missing());
    assertThat(publishing.explain(TestHookcast.ORG, new EventId("missing")))
        .isEqualTo(new Explained.Missing());
    assertThat(publishing.explain(TestHookcast.ORG, entry.id()))
        .isEqualTo(new Explained.Verdicts(List.of()));
  }

  private static List<Explanation> verdicts(Explained explained) {
    return ((Explained.Verdicts) explained).list();
  }

  @Test
  void whatIsLeftOutIsFilledIn() {
    var entry = it.publish("{\"type\":\"build.create\"}");
    var event = published(entry.id());

    assertThat(event.event().status()).isEqualTo(EventStatus.SUCCEEDED);
    assertThat(event.event().times().occurredAt()).isEqualTo(it.clock.instant());
    assertThat(event.recorded().document().text())
        .isEqualTo(
            "{\"type\":\"build.create\",\"id\":\"%s\",\"status\":\"succeeded\",\"occurred_at\":\"%s\"}"
                .formatted(entry.id(), it.clock.instant()));
  }

  @Test
  void theSameIdWithTheSameBodyIsADuplicate() {
    it.subscribe("{}");
    var first = it.publish("{\"id\":\"a-1\",\"type\":\"build.create\",\"data\":{\"n\":1}}");
    it.clock.advance(Duration.ofDays(2));
    var again = it.publish("{\"id\":\"a-1\", \"type\":\"build.create\", \"data\":{\"n\":1}}");

    assertThat(again.duplicate()).isTrue();
    assertThat(again.deliveries()).isEqualTo(first.deliveries());
    assertThat(it.run()).isEqualTo(1);
  }

  @Test
  void theSameIdWithAnotherBodyIsAConflict() {
    it.publish("{\"id\":\"a-1\",\"type\":\"build.create\",\"data\":{\"n\":1}}");
    var other = it.object("{\"id\":\"a-1\",\"type\":\"build.create\",\"data\":{\"n\":2}}");

    assertThat(
            it.hookcast.publishing().publish(TestHookcast.ORG, List.of(Submission.ofNative(other))))
        .isEqualTo(new Acceptance.Conflict(0, new EventId("a-1")));
  }

  @Test
  void aPublishersOwnKeyMakesARepetitionADuplicateToo() {
    it.subscribe("{}");
    var document = it.object("{\"type\":\"build.create\"}");
    var keyed = Submission.ofNative(document).keyed("k-1");
    var first = accepted(keyed);
    var again = accepted(keyed);

    assertThat(again.duplicate()).isTrue();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(accepted(Submission.ofNative(document).keyed("k-2")).duplicate()).isFalse();
    assertThat(it.run()).isEqualTo(2);
  }

  @Test
  void aPublishersOwnKeyWithAnotherBodyIsAConflict() {
    accepted(Submission.ofNative(it.object("{\"type\":\"build.create\"}")).keyed("k-1"));
    var other = Submission.ofNative(it.object("{\"type\":\"release.create\"}")).keyed("k-1");

    assertThat(it.hookcast.publishing().publish(TestHookcast.ORG, other))
        .isInstanceOf(Acceptance.Conflict.class);
  }

  @Test
  void aConflictOrADuplicateGivesItsRoomBack() {
    var small = new TestHookcast(new Window(4, 1 << 20));
    small.subscribe("{}");
    for (int i = 0; i < 20; i++) {
      small.publish("{\"id\":\"a-1\",\"type\":\"build.create\"}");
    }
    small.run();

    assertThat(small.publish("{\"type\":\"build.create\"}").claims()).hasSize(1);
  }

  @Test
  void eventsOfABatchAreAcceptedAllOrNone() {
    var good = it.object("{\"type\":\"build.create\"}");
    var bad = it.object("{\"type\":\"Build\",\"colour\":\"red\"}");

    assertThatThrownBy(() -> publish(good, bad, bad))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::pointer)
                    .containsExactly("/1/type", "/1/colour", "/2/type", "/2/colour"));
    assertThat(list().items()).isEmpty();
  }

  @Test
  void aRefusedEventLeavesNothingBehind() {
    it.subscribe("{}");
    assertThatThrownBy(() -> publish(it.object("{\"type\":\"build.create\",\"status\":\"odd\"}")))
        .isInstanceOf(InvalidInput.class);

    assertThat(list().items()).isEmpty();
    assertThat(it.run()).isZero();
    assertThat(it.listener.lines()).isEmpty();
  }

  @Test
  void operationalEventsCannotBePublished() {
    assertThatThrownBy(() -> publish(it.object("{\"type\":\"hookcast.subscription.disable\"}")))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.problems().getFirst().code()).isEqualTo("event_type_reserved"));
  }

  @Test
  void aPlatformsPayloadIsKeptByteForByte() {
    var sent =
        Bytes.utf8(
            "{ \"specversion\":\"1.0\", \"id\":\"x\", \"source\":\"/s\", \"type\":\"a.b\" }");
    var document = (JsonObject) it.json.read(sent);
    var submission = Submission.ofDialect("cloudevents", document, sent);
    var accepted =
        (Acceptance.Accepted)
            it.hookcast.publishing().publish(TestHookcast.ORG, List.of(submission));

    var entry = accepted.entries().getFirst();
    assertThat(entry.externalId()).contains("x");
    assertThat(published(entry.id()).recorded().document()).isEqualTo(sent);
  }

  @Test
  void anEventThatNobodyWantsIsKeptAllTheSame() {
    var entry = it.publish("{\"type\":\"build.create\"}");

    assertThat(entry.deliveries()).isEmpty();
    assertThat(list().items()).hasSize(1);
  }

  private Acceptance.Entry accepted(Submission submission) {
    var acceptance = it.hookcast.publishing().publish(TestHookcast.ORG, submission);
    return ((Acceptance.Accepted) acceptance).entries().getFirst();
  }

  private PublishedEvent published(EventId id) {
    return it.hookcast.publishing().find(TestHookcast.ORG, id).orElseThrow();
  }

  private void publish(JsonObject... documents) {
    var submissions = List.of(documents).stream().map(Submission::ofNative).toList();
    it.hookcast.publishing().publish(TestHookcast.ORG, submissions);
  }

  private Page<PublishedEvent> list() {
    return it.hookcast
        .publishing()
        .list(
            new EventStore.Query(
                TestHookcast.ORG,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Page.Wanted.first(50)));
  }
}
