package dev.hookcast.storage;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deleted organization leaves in the file, and for how long. */
class ErasureTest {
  private static final OrganizationId MARINA = new OrganizationId("marina");
  private static final int EVENTS = 300;
  private static final int STEP = 10;

  @TempDir private Path folder;

  @Test
  void deletingTouchesNoDeliveryAndEachStepOnlyAFew() {
    try (var stores = filled()) {
      stores.organizations().delete(MARINA);
      assertThat(rows(stores, "delivery WHERE state = 'waiting'")).isEqualTo(EVENTS);
      int steps = 0;
      for (long left = rows(stores, "event"); left > 0; steps++) {
        assertThat(stores.organizations().erase(Instant.now(), STEP)).isTrue();
        long now = rows(stores, "event");
        assertThat(left - now).isBetween(1L, (long) STEP);
        left = now;
      }
      assertThat(steps).isGreaterThan(EVENTS / STEP);
      for (var table : List.of("delivery", "attempt", "resend")) {
        assertThat(rows(stores, table)).as(table).isZero();
      }
    }
  }

  @Test
  void itsSubscriptionsAreThereForAnHourAndItsRowAndAuditForGood() {
    try (var stores = filled()) {
      stores.organizations().delete(MARINA);
      erase(stores, Instant.now());
      assertThat(rows(stores, "subscription")).isEqualTo(1);
      assertThat(rows(stores, "subscription WHERE signing IS NULL AND options = '{}'"))
          .as("without what was secret")
          .isEqualTo(1);
      erase(stores, Instant.now().plus(Duration.ofMinutes(61)));
      assertThat(rows(stores, "subscription")).isZero();
      assertThat(rows(stores, "organization WHERE id = 'marina' AND name IS NULL")).isEqualTo(1);
      assertThat(stores.organizations().add(MARINA, "again", NOON)).isEmpty();
    }
  }

  private SqliteStores filled() {
    var stores = SqliteStores.in(folder);
    stores.organizations().add(MARINA, "Marina of Pula", NOON);
    var to = Sample.subscription(stores.ids(), MARINA);
    stores.subscriptions().save(to);
    var events = new ArrayList<NewEvent>();
    for (int i = 0; i < EVENTS; i++) {
      var waiting = List.of(Sample.waiting(stores.ids(), to));
      events.add(Sample.arriving(stores.ids(), MARINA, Sample.event("e-" + i), NOON, waiting));
    }
    stores.events().accept(events);
    return stores;
  }

  private static void erase(SqliteStores stores, Instant now) {
    for (int steps = 0; stores.organizations().erase(now, STEP); steps++) {
      assertThat(steps).isLessThan(EVENTS);
    }
  }

  private static long rows(SqliteStores stores, String of) {
    var sql = "SELECT COUNT(*) FROM " + of;
    return stores.database().readers().read(s -> s.on(sql).first(Row::number).orElseThrow());
  }
}
