package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionsTest {
  private static final OrganizationId STRANGER = new OrganizationId("stranger");

  private static final Problem BLOCKED = new Problem("/url", "blocked", "It leads inside.");
  private static final Problem DOUBTFUL = new Problem("/url", "doubtful", "It leads nowhere yet.");

  private final TestHookcast it = new TestHookcast();

  @Test
  void aSubscriptionWithoutANameGetsOne() {
    var subscription = it.subscribe("{}");

    assertThat(subscription.settings().name()).isEqualTo("recording-" + subscription.number());
  }

  @Test
  void aDialectThatAlwaysSignsGetsASecretWhichIsToldOnce() {
    var created = it.hookcast.subscriptions().create(TestHookcast.ORG, settings("{}"));

    var secret = created.freshSecret().orElseThrow();
    assertThat(secret.reveal()).startsWith("whsec_");
    assertThat(created.subscription().settings().sink().secrets().signing()).contains(secret);
    assertThat(it.hookcast.subscriptions().create(TestHookcast.ORG, settings("{}")).freshSecret())
        .isNotEqualTo(created.freshSecret());
  }

  @Test
  void aWordThatNobodyKnowsIsAllowedWithAWarningWhereTheVocabularyIsOpen() {
    var settings = settings("{\"filter\":{\"events\":[\"environment.deploy\",\"moon.landing\"]}}");

    assertThat(it.hookcast.subscriptions().create(TestHookcast.ORG, settings).warnings())
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/filter/events/1", "unknown_event"));
  }

  @Test
  void aNameOfFormerTimesIsNoReasonToWarn() {
    var settings =
        settings(
            "{\"dialect\":\"convox\",\"filter\":{\"events\":[\"app:promote\",\"rack:update\"]}}");

    assertThat(it.hookcast.subscriptions().create(TestHookcast.ORG, settings).warnings()).isEmpty();
  }

  @Test
  void aWordThatNobodyKnowsIsRefusedWhereTheVocabularyIsClosed() {
    for (var dialect : List.of("divshot", "qovery", "horizon")) {
      var wanted =
          settings(
              "{\"dialect\":\"%s\",\"filter\":{\"events\":[\"*\",\"moon.landing\"]}}"
                  .formatted(dialect));
      var refusal =
          catchThrowableOfType(
              InvalidInput.class,
              () -> it.hookcast.subscriptions().create(TestHookcast.ORG, wanted));
      assertThat(refusal.problems())
          .extracting(Problem::pointer, Problem::code)
          .containsExactly(tuple("/filter/events/1", "unknown_event"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "convox, app:promote",
    "divshot, release",
    "qovery, DEPLOYMENT_CANCELLED",
    "horizon, clusters_freed",
    "horizon, clusters_deleted",
    "horizon, cluster_deleted",
  })
  void everySpellingThatTheDialectKnowsMayStandInAFilter(String dialect, String word) {
    var settings =
        settings("{\"dialect\":\"%s\",\"filter\":{\"events\":[\"%s\"]}}".formatted(dialect, word));
    assertThat(it.hookcast.subscriptions().create(TestHookcast.ORG, settings).warnings()).isEmpty();
  }

  @Test
  void whatStandsInTheWayOutsideRefusesWhatIsWrittenAndLeavesEverythingAsItWas() {
    var subscription = it.subscribe("{}");
    it.sink.lookAbout(settings -> new Sink.Outlook(List.of(BLOCKED), List.of(DOUBTFUL)));
    it.sink.leadTo(() -> Optional.of("place-" + it.ids.next().number()));

    for (ThrowingCallable written :
        List.<ThrowingCallable>of(
            () -> it.subscribe("{}"),
            () ->
                it.hookcast
                    .subscriptions()
                    .change(TestHookcast.ORG, subscription.id(), s -> s.settings().named("n")))) {
      var refusal = catchThrowableOfType(InvalidInput.class, written);
      assertThat(refusal.problems()).containsExactly(BLOCKED.under("/options"));
    }
    assertThat(it.hookcast.subscriptions().list(TestHookcast.ORG)).containsExactly(subscription);
    var validity =
        it.hookcast.subscriptions().validate(TestHookcast.ORG, subscription.id()).orElseThrow();
    assertThat(validity.errors()).containsExactly(BLOCKED.under("/options"));
    assertThat(validity.warnings()).containsExactly(DOUBTFUL.under("/options"));
  }

  @Test
  void whatIsDoubtfulOutsideIsTakenWithAWarning() {
    it.sink.lookAbout(settings -> new Sink.Outlook(List.of(), List.of(DOUBTFUL)));
    var created =
        it.hookcast
            .subscriptions()
            .create(TestHookcast.ORG, settings("{\"filter\":{\"events\":[\"moon.landing\"]}}"));

    assertThat(created.warnings())
        .extracting(Problem::code)
        .containsExactly("unknown_event", DOUBTFUL.code());
  }

  @Test
  void onlyWhatLeadsElsewhereThanBeforeIsLookedInto() {
    it.sink.leadTo("here");
    var subscription = it.subscribe("{}");
    it.sink.lookAbout(
        settings -> {
          throw new AssertionError("nobody has to be asked");
        });

    var subscriptions = it.hookcast.subscriptions();
    assertThat(subscriptions.pause(TestHookcast.ORG, subscription.id())).isPresent();
    assertThat(subscriptions.resume(TestHookcast.ORG, subscription.id())).isPresent();
    assertThat(
            subscriptions.change(
                TestHookcast.ORG, subscription.id(), s -> s.settings().named("other")))
        .isPresent();
  }

  @Test
  void settingsAreKeptAsTheSinkTidiesThem() {
    it.sink.tidy(settings -> settings.named(settings.name() + "!"));
    var subscription = it.subscribe("{\"name\":\"a\"}");
    assertThat(subscription.settings().name()).isEqualTo("a!");
    var changed =
        it.hookcast
            .subscriptions()
            .change(TestHookcast.ORG, subscription.id(), s -> s.settings().named("b"));
    assertThat(changed.orElseThrow().subscription().settings().name()).isEqualTo("b!");
  }

  @Test
  void anotherOrganizationSeesNothingOfIt() {
    var subscription = it.subscribe("{}");

    assertThat(it.hookcast.subscriptions().find(STRANGER, subscription.id())).isEmpty();
    assertThat(it.hookcast.subscriptions().pause(STRANGER, subscription.id())).isEmpty();
    assertThat(it.hookcast.subscriptions().change(STRANGER, subscription.id(), s -> settings("{}")))
        .isEmpty();
    assertThat(it.hookcast.subscriptions().delete(STRANGER, subscription.id())).isFalse();
    assertThat(it.hookcast.subscriptions().list(STRANGER, Page.Wanted.first(10)).items()).isEmpty();
  }

  @Test
  void pagesRunFromTheNewestToTheOldestWithoutGapOrOverlap() {
    for (int i = 0; i < 7; i++) {
      it.subscribe("{\"name\":\"s%d\"}".formatted(i));
    }
    var names = new ArrayList<String>();
    var wanted = Page.Wanted.first(3);
    for (var more = true; more; ) {
      var page = it.hookcast.subscriptions().list(TestHookcast.ORG, wanted);
      page.items().stream().map(Subscription::settings).map(Settings::name).forEach(names::add);
      more = page.next().isPresent();
      wanted = new Page.Wanted(3, page.next());
    }

    assertThat(names).containsExactly("s6", "s5", "s4", "s3", "s2", "s1", "s0");
  }

  @Test
  void aChangeIsSeenByTheNextEvent() {
    var subscription = it.subscribe("{\"filter\":{\"events\":[\"build.create\"]}}");
    var other = settings("{\"filter\":{\"events\":[\"release.create\"]}}");
    it.clock.advance(Duration.ofHours(1));
    var changed =
        it.hookcast
            .subscriptions()
            .change(TestHookcast.ORG, subscription.id(), s -> other)
            .orElseThrow()
            .subscription();

    assertThat(it.publish("{\"type\":\"build.create\"}").deliveries()).isEmpty();
    assertThat(it.publish("{\"type\":\"release.create\"}").deliveries()).hasSize(1);
    assertThat(changed.updatedAt()).isEqualTo(it.clock.instant());
    assertThat(changed.createdAt()).isEqualTo(subscription.createdAt());
  }

  private Settings settings(String text) {
    var document = it.object(text).with("sink", Json.of("recording"));
    return it.hookcast.subscriptionJson().read(document, Optional.empty());
  }
}
