package dev.hookcast.storage;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.engine.Housekeeping;
import dev.hookcast.core.engine.Retention;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.EventStore.Expiry;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.subscription.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryTest {
  private static final long SEED = 7_311;

  @TempDir private Path folder;
  private final Random random = new Random(SEED);

  @Test
  void theFileStopsGrowingInSteadyState() throws IOException {
    var clock = new SettableClock(NOON);
    try (var stores = SqliteStores.in(folder)) {
      var to = Sample.subscription(stores.ids());
      stores.subscriptions().save(to);
      var kept =
          new Retention(Optional.of(Duration.ofDays(2)), Optional.of(Duration.ofDays(1)), false);
      var listener = new RecordingListener();
      var keeping = new Housekeeping(stores.events(), stores.audit(), kept, listener, clock);
      var pages = new ArrayList<Long>();
      for (int hour = 0; hour < 7 * 24; hour++) {
        publish(stores, to, clock.instant(), 20);
        for (int step = 0; step < 100 && keeping.runOnce(); step++) {}
        clock.advance(Duration.ofHours(1));
        if (hour % 24 == 23) {
          pages.add(pages(stores));
        }
      }
      var steady = pages.get(3);
      assertThat(pages.subList(4, 7))
          .as("pages at the end of each day: %s, seed %d", pages, SEED)
          .allSatisfy(count -> assertThat(count).isBetween(steady * 95 / 100, steady * 105 / 100));
      assertThat(Files.size(folder.resolve("hookcast.db-wal"))).isLessThan(80L << 20);
      assertThat(rows(stores, "event")).isBetween(48 * 20L, 50 * 20L);
      assertThat(listener.lines()).isEmpty();
    }
  }

  @Test
  void deletedSubscriptionsGoOnceNothingNamesThem() {
    try (var stores = SqliteStores.in(folder)) {
      var used = Sample.subscription(stores.ids());
      var unused = Sample.subscription(stores.ids());
      var there = Sample.subscription(stores.ids());
      List.of(used, unused, there).forEach(stores.subscriptions()::save);
      publish(stores, used, NOON, 1);
      List.of(used, unused).forEach(s -> stores.subscriptions().delete(s.organization(), s.id()));
      expire(stores, new Expiry(NOON, NOON));
      assertThat(rows(stores, "subscription")).as("deleted later than that").isEqualTo(3);
      var tomorrow = Instant.now().plus(Duration.ofDays(1));
      stores
          .database()
          .writer()
          .write(s -> s.on("UPDATE event SET received_at = ?").with(tomorrow).update());
      expire(stores, new Expiry(tomorrow, tomorrow));
      assertThat(rows(stores, "subscription")).as("one still has a delivery").isEqualTo(2);
      expire(stores, new Expiry(tomorrow.plusNanos(1), tomorrow));
      assertThat(rows(stores, "subscription")).isEqualTo(1);
      assertThat(stores.subscriptions().all())
          .extracting(Subscription::id)
          .containsExactly(there.id());
    }
  }

  @Test
  void aDeletedOrganizationsNameGoesWithItsLastEvent() {
    try (var stores = SqliteStores.in(folder)) {
      var marina = new OrganizationId("marina");
      stores.organizations().add(marina, "Marina of Pula", NOON);
      stores
          .events()
          .accept(
              List.of(Sample.arriving(stores.ids(), marina, Sample.event("e"), NOON, List.of())));
      stores.organizations().delete(marina);
      var named = "organization WHERE name IS NOT NULL AND id = 'marina'";
      expire(stores, new Expiry(NOON, NOON));
      assertThat(rows(stores, named)).isEqualTo(1);
      expire(stores, new Expiry(NOON.plusNanos(1), NOON));
      assertThat(rows(stores, named)).isZero();
    }
  }

  @Test
  void noTableIsWalkedThroughForWhatHasExpired() {
    try (var stores = SqliteStores.in(folder)) {
      var plan =
          stores
              .database()
              .readers()
              .read(
                  s ->
                      s.on("EXPLAIN QUERY PLAN " + ExpiryWalk.OLD_WITH_PAYLOAD)
                          .with(NOON)
                          .with(0)
                          .with(0)
                          .with(1)
                          .list(
                              row -> {
                                row.number();
                                row.number();
                                row.number();
                                return row.text();
                              }));
      assertThat(plan)
          .anyMatch(line -> line.contains("event_by_age"))
          .noneMatch(line -> line.startsWith("SCAN"))
          .noneMatch(line -> line.contains("TEMP B-TREE"));
    }
  }

  private void publish(SqliteStores stores, Subscription to, Instant at, int many) {
    var arriving = new ArrayList<NewEvent>();
    for (int i = 0; i < many; i++) {
      var made = Sample.claimed(stores.ids(), to);
      arriving.add(arriving(stores, "e-" + made.number(), at, List.of(made)));
    }
    var accepted = (Accepted) stores.events().accept(arriving);
    for (int i = 0; i < many; i++) {
      settle(stores, accepted.entries().get(i).claims().getFirst(), arriving.get(i), at);
    }
  }

  /** One with a document that is a few hundred bytes to some pages long. */
  private NewEvent arriving(
      SqliteStores stores, String id, Instant at, List<NewDelivery> deliveries) {
    var plain =
        Sample.arriving(stores.ids(), OrganizationId.DEFAULT, Sample.event(id), at, deliveries);
    var record = plain.record();
    var document = Bytes.utf8("{" + " ".repeat(300 + random.nextInt(20_000)) + "}");
    return new NewEvent(
        new RecordedEvent(
            record.id(), record.number(), record.organization(), record.dialect(), document, at),
        plain.event(),
        plain.digest(),
        deliveries);
  }

  private static void settle(SqliteStores stores, Claim claim, NewEvent event, Instant at) {
    var document = event.record().document();
    var request =
        new Request("POST", "https://receiver.test/", List.of(new Header("A", "b")), document);
    var response = new Response(200, List.of(), Bytes.utf8("thanks"), false);
    var attempt =
        new Attempt(
            1,
            claim.number(),
            at,
            claim.trigger(),
            Duration.ofMillis(3),
            AttemptOutcome.DELIVERED,
            Optional.of(new Exchange(request, Optional.of(response), Optional.empty())));
    stores
        .deliveries()
        .settle(
            new Settlement(claim, attempt, DeliveryState.DELIVERED, Optional.empty(), 0, document));
  }

  private static void expire(SqliteStores stores, Expiry expiry) {
    for (int steps = 0; stores.events().expire(expiry, 50); steps++) {
      assertThat(steps).isLessThan(1_000);
    }
  }

  private static long rows(SqliteStores stores, String from) {
    return count(stores, "SELECT COUNT(*) FROM " + from);
  }

  private static long pages(SqliteStores stores) {
    return count(stores, "PRAGMA page_count");
  }

  private static long count(SqliteStores stores, String sql) {
    return stores.database().readers().read(s -> s.on(sql).first(Row::number).orElseThrow());
  }
}
