package dev.hookcast.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.dialect.CloudEventsDialect;
import dev.hookcast.core.dialect.ConvoxDialect;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.filter.FilterJson;
import dev.hookcast.core.filter.Verdict;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.TestJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private static final Instant CREATED = Instant.parse("2026-03-14T09:00:00Z");
  private static final Instant LATER = CREATED.plusSeconds(60);
  private static final EventType BACKUP = new EventType("environment.backup");

  @Test
  void wantsWhatItsFilterWantsInTheWordsOfItsDialect() {
    var deploys = webhook(new ConvoxDialect(), "{\"events\":[\"release:promote\"]}");
    assertThat(deploys.consider(EventExamples.of(EventType.DEPLOY))).isEqualTo(Verdict.MATCHED);
    assertThat(deploys.consider(EventExamples.of(new EventType("build.create"))))
        .isEqualTo(
            new Verdict.Skipped("the event type build.create (build:create) isn't subscribed"));
  }

  @Test
  void skipsWhatItsDialectCantSayWhateverTheFilter() {
    assertThat(webhook(new ConvoxDialect(), "{}").consider(EventExamples.of(BACKUP)))
        .isEqualTo(new Verdict.Skipped("convox has no word for environment.backup"));
  }

  @Test
  void aSinkWithItsOwnMessagesSkipsNothingForWantOfAWord() {
    var slack = new SinkChoice("slack", false, JsonObject.EMPTY, Secrets.NONE);
    var all = subscription(new ConvoxDialect(), slack, Filter.ALL);
    assertThat(all.consider(EventExamples.of(BACKUP))).isEqualTo(Verdict.MATCHED);
    var few = subscription(new ConvoxDialect(), slack, filter("{\"events\":[\"app:create\"]}"));
    assertThat(few.consider(EventExamples.of(BACKUP))).isInstanceOf(Verdict.Skipped.class);
    assertThat(few.consider(EventExamples.of(new EventType("application.create"))))
        .isEqualTo(Verdict.MATCHED);
  }

  @Test
  void whatIsSentOnRequestIsMatchedOnRequest() {
    var started = EventExamples.of(EventType.DEPLOY, EventStatus.STARTED);
    assertThat(webhook(new ConvoxDialect(), "{}").consider(started))
        .isInstanceOf(Verdict.Skipped.class);
    assertThat(webhook(new ConvoxDialect(), "{\"statuses\":[\"started\"]}").consider(started))
        .isEqualTo(Verdict.MATCHED);
  }

  @Test
  void wantsNothingWhilePaused() {
    var subscription = webhook(new CloudEventsDialect(), "{}").paused("it was gone", LATER);
    assertThat(subscription.consider(EventExamples.of(BACKUP)))
        .isEqualTo(new Verdict.Skipped("the subscription is paused"));
    assertThat(subscription.pausedBecause()).contains("it was gone");
  }

  @Test
  void aChangeForgetsWhyItWasPausedAndKeepsWhoItIs() {
    var paused = webhook(new CloudEventsDialect(), "{}").paused("it was gone", LATER);
    var resumed = paused.changed(paused.settings().enabled(true), LATER.plusSeconds(1));
    assertThat(resumed.pausedBecause()).isEmpty();
    assertThat(resumed.id()).isEqualTo(paused.id());
    assertThat(resumed.createdAt()).isEqualTo(CREATED);
    assertThat(resumed.updatedAt()).isEqualTo(LATER.plusSeconds(1));
    assertThat(resumed.consider(EventExamples.of(BACKUP))).isEqualTo(Verdict.MATCHED);
  }

  private static Subscription webhook(Dialect dialect, String filter) {
    var sink = new SinkChoice("webhook", true, JsonObject.EMPTY, Secrets.NONE);
    return subscription(dialect, sink, filter(filter));
  }

  private static Subscription subscription(Dialect dialect, SinkChoice sink, Filter filter) {
    var settings =
        new Settings("s", "", true, sink, dialect, filter, RetryPolicy.STANDARD, Limits.DEFAULT);
    return new Subscription(
        new SubscriptionId("019a9f3e-5b1c-7d20-8f44-3c1e5a7b9d02"),
        5,
        OrganizationId.DEFAULT,
        settings,
        Health.GOOD,
        CREATED,
        CREATED);
  }

  private static Filter filter(String document) {
    return FilterJson.read(JsonReader.of(TestJson.object(document)));
  }
}
