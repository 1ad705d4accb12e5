package dev.hookcast.core.engine;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final long MINUTES_OF_A_DAY = 1_440;

  private final CountingIds ids = new CountingIds();
  private final InMemoryStore store = new InMemoryStore(ids);
  private final RecordingListener listener = new RecordingListener();
  private final SettableClock clock = new SettableClock(NOON);

  HousekeepingTest() {
    store.accept(List.of(Sample.arriving(ids, Sample.event("old"), List.of())));
  }

  @Test
  void whatIsOldGoesWhenTimeHasPassed() {
    var keeping = keeping(months());
    for (int day = 0; day <= 30; day++) {
      keeping.runOnce();
      assertThat(there()).as("day %d", day).isTrue();
      clock.advance(Duration.ofDays(1));
    }
    keeping.runOnce();
    assertThat(there()).isFalse();
    assertThat(listener.lines()).isEmpty();
  }

  @Test
  void aClockThatLeapsAtTheStartRemovesNothingAndIsWarnedOfOnce() {
    keeping(months()).runOnce();
    clock.advance(Duration.ofDays(3_652));
    var restarted = keeping(months());
    for (int minute = 0; minute < MINUTES_OF_A_DAY; minute++) {
      assertThat(restarted.runOnce()).isFalse();
    }
    assertThat(there()).isTrue();
    assertThat(store.latestTime()).contains(NOON);
    assertThat(listener.lines()).singleElement().asString().startsWith("warned the clock says ");
    restarted.runOnce();
    assertThat(there()).as("after a day that has really passed").isFalse();
  }

  @Test
  void aClockThatIsPutRightAgainIsBelieved() {
    keeping(months()).runOnce();
    clock.advance(Duration.ofDays(3_652));
    var keeping = keeping(months());
    keeping.runOnce();
    clock.set(NOON.plus(Duration.ofHours(1)));
    keeping.runOnce();
    assertThat(there()).isTrue();
    assertThat(store.latestTime()).contains(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void aClockThatLeapsWhileRunningRemovesNothing() {
    var keeping = keeping(months());
    keeping.runOnce();
    clock.advance(Duration.ofDays(365));
    keeping.runOnce();
    assertThat(there()).isTrue();
    assertThat(listener.lines()).hasSize(1);
  }

  @Test
  void aClockThatIsFarBehindRemovesNothing() {
    keeping(months()).runOnce();
    clock.advance(Duration.ofDays(-3_652));
    keeping(months()).runOnce();
    assertThat(there()).isTrue();
    assertThat(store.latestTime()).contains(NOON);
  }

  @Test
  void anOperatorMayVouchForTheClock() {
    keeping(months()).runOnce();
    clock.advance(Duration.ofDays(60));
    keeping(new Retention(Optional.of(MONTH), Optional.empty(), true)).runOnce();
    assertThat(there()).isFalse();
    assertThat(listener.lines()).isEmpty();
  }

  @Test
  void whatIsKeptForEverStays() {
    clock.advance(Duration.ofDays(3_652));
    keeping(Retention.FOREVER).runOnce();
    assertThat(there()).isTrue();
    keeping(new Retention(Optional.empty(), Optional.of(MONTH), false)).runOnce();
    assertThat(store.find(OrganizationId.DEFAULT, new EventId("old")).orElseThrow())
        .matches(event -> event.payloadExpired());
  }

  @Test
  void theAuditLogHasATimeOfItsOwn() {
    var yearly = Optional.of(Duration.ofDays(365));
    var keeping = keeping(new Retention(Optional.empty(), Optional.empty(), yearly, true));
    var entry =
        new AuditEntry(
            "id",
            ids.next().number(),
            OrganizationId.DEFAULT,
            NOON,
            Author.PROGRAM,
            AuditAction.TOKEN_CREATE,
            new AuditEntry.Target("t", ""),
            Optional.empty(),
            Optional.empty(),
            List.of());
    store.add(entry);
    clock.advance(Duration.ofDays(365));
    keeping.runOnce();
    assertThat(audited()).containsExactly(entry);
    clock.advance(Duration.ofNanos(1));
    keeping.runOnce();
    assertThat(audited()).isEmpty();
    assertThat(there()).isTrue();
  }

  private List<AuditEntry> audited() {
    return store
        .list(
            new AuditStore.Query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Page.Wanted.first(9)))
        .items();
  }

  @Test
  void itStopsWhileItRests() throws InterruptedException {
    var keeping = keeping(months());
    keeping.start(Thread.ofPlatform().name("housekeeping-", 0).factory());
    keeping.stop();
    assertThat(there()).isTrue();
  }

  private static Retention months() {
    return new Retention(Optional.of(MONTH), Optional.empty(), false);
  }

  private Housekeeping keeping(Retention retention) {
    return new Housekeeping(store, store, retention, listener, clock);
  }

  private boolean there() {
    return store.find(OrganizationId.DEFAULT, new EventId("old")).isPresent();
  }
}
