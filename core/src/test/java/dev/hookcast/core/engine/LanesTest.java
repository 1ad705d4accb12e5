package dev.hookcast.core.engine;

import static dev.hookcast.core.engine.Simulation.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.engine.Simulation.Answer;
import dev.hookcast.core.engine.Simulation.Receiver;
import dev.hookcast.core.engine.Simulation.Started;
import dev.hookcast.core.subscription.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int ROOM = 1_000;

  private final Simulation it = new Simulation(new Window(ROOM, 64 << 20));

  @Test
  void receiversThatHangTakeNoMoreThanTheirPart() {
    var random = new Random(11);
    var hanging = new ArrayList<SubscriptionId>();
    var healthy = new HashSet<SubscriptionId>();
    for (int i = 0; i < 1_000; i++) {
      boolean hangs = i % 10 < 3;
      var id = it.receiver(hangs ? hangs() : takes(Duration.ofMillis(20)));
      (hangs ? hanging : healthy).add(id);
      it.publish(id, SECOND, Duration.ofMillis(random.nextInt(1_000)), Duration.ofSeconds(180));
    }
    for (int second = 1; second < 180; second++) {
      int at = second;
      it.at(
          START.plusSeconds(second),
          () ->
              assertThat(it.inFlight(hanging))
                  .as("in flight to those that hang after %d s", at)
                  .isLessThanOrEqualTo(at < 120 ? ROOM / 2 : ROOM / 4));
    }
    it.runUntil(Duration.ofSeconds(200));

    var times = it.started.stream().filter(s -> healthy.contains(s.subscription())).toList();
    assertThat(times.size()).isEqualTo(700 * 180);
    assertThat(later(times, Duration.ofMillis(10))).isZero();
    // Theirs wait in the store without anybody looking for them each time.
    assertThat(it.runs).isLessThan(10_000);
  }

  @Test
  void receiversThatAnswerLateTakeNoMoreThanTheirPart() {
    var random = new Random(12);
    var late = new ArrayList<SubscriptionId>();
    var healthy = new HashSet<SubscriptionId>();
    for (int i = 0; i < 1_000; i++) {
      boolean slow = i % 10 < 3;
      // Before the service is warm they are as good as all others.
      var id = it.receiver(slow ? becomesLate() : takes(Duration.ofMillis(20)));
      (slow ? late : healthy).add(id);
      it.publish(id, SECOND, Duration.ofMillis(random.nextInt(1_000)), Duration.ofSeconds(180));
    }
    for (int second = 40; second < 180; second++) {
      int at = second;
      it.at(
          START.plusSeconds(second),
          () ->
              assertThat(it.inFlight(late))
                  .as("in flight to those that are late after %d s", at)
                  .isLessThanOrEqualTo(2 * late.size()));
    }
    it.runUntil(Duration.ofSeconds(200));

    var times = it.started.stream().filter(s -> healthy.contains(s.subscription())).toList();
    assertThat(times.size()).isEqualTo(700 * 180);
    assertThat(later(times, Duration.ofMillis(10))).isZero();
  }

  @Test
  void thoseThatBeginToHangLaterFindRoomLeftByTheFirst() {
    var random = new Random(13);
    var healthy = new HashSet<SubscriptionId>();
    for (int i = 0; i < 1_000; i++) {
      int tenth = i % 10;
      var well = START.plusSeconds(tenth == 0 ? 30 : 40);
      boolean hangs = tenth < 3;
      var id =
          it.receiver(
              at ->
                  hangs && at.isAfter(well)
                      ? new Answer(TIMEOUT, Reaction.Kind.TAKEN)
                      : new Answer(Duration.ofMillis(20), Reaction.Kind.TAKEN));
      if (!hangs) {
        healthy.add(id);
      }
      var every = Duration.ofMillis(500);
      it.publish(id, every, Duration.ofMillis(random.nextInt(500)), Duration.ofSeconds(100));
    }
    it.runUntil(Duration.ofSeconds(120));
    var times = it.started.stream().filter(s -> healthy.contains(s.subscription())).toList();
    assertThat(times.size()).isEqualTo(700 * 200);
    assertThat(later(times, Duration.ofMillis(10))).isZero();
  }

  @Test
  void oneEventReachesThousandsOfReceiversHoweverSlowTheyAre() {
    for (long millis : List.of(5, 1_900, 3_000)) {
      var it = new Simulation(new Window(ROOM, 64 << 20));
      for (int i = 0; i < 10_000; i++) {
        var id = it.receiver(takes(Duration.ofMillis(millis)));
        it.publish(id, SECOND, Duration.ZERO, Duration.ofMillis(1));
        it.publish(id, SECOND, Duration.ofSeconds(300), Duration.ofMillis(300_001));
      }
      it.runUntil(Duration.ofSeconds(299));
      assertThat(it.started.size())
          .as("within five minutes, at %d ms each", millis)
          .isEqualTo(10_000);
      it.runUntil(Duration.ofSeconds(600));
      assertThat(it.started.size()).as("once more, at %d ms each", millis).isEqualTo(20_000);
    }
  }

  @Test
  void aReceiverThatComesBackIsNotStampeded() {
    var outage = Duration.ofMinutes(60);
    var back = START.plus(outage);
    var id =
        it.receiver(
            at ->
                at.isBefore(START.plusSeconds(60)) || !at.isBefore(back)
                    ? new Answer(Duration.ofMillis(50), Reaction.Kind.TAKEN)
                    : new Answer(Duration.ofMillis(2), Reaction.Kind.STRAINED));
    // Ten a second is its normal rate.
    it.publish(id, Duration.ofMillis(100), Duration.ZERO, Duration.ofSeconds(60));
    it.backlog(id, 20_000, Duration.ofMinutes(59));
    it.publish(id, Duration.ofMillis(100), outage, outage.plusSeconds(120));
    it.runUntil(outage.plusSeconds(120));

    var firstTaken =
        it.started.stream().map(s -> s.at()).filter(at -> !at.isBefore(back)).findFirst();
    var from = firstTaken.orElseThrow();
    assertThat(starts(from, from.plusSeconds(10))).isBetween(100L, 2 * 10 * 10 + 20L);
    assertThat(starts(from.plusSeconds(10), from.plusSeconds(20))).isLessThan(2 * 2 * 10 * 10 + 20);
    var old = it.started.stream().filter(s -> !s.at().isBefore(from) && !s.first()).count();
    assertThat(old).as("of the backlog").isGreaterThan(10_000);
    // New ones don't wait for the backlog to be worked off.
    var fresh =
        it.started.stream()
            .filter(s -> s.first() && s.at().isAfter(from.plusSeconds(20)))
            .filter(s -> !s.at().isAfter(from.plusSeconds(100)))
            .toList();
    assertThat(fresh.size()).isGreaterThan(750);
    assertThat(later(fresh, SECOND)).isZero();
  }

  @Test
  void aSlowStoreMakesNoBacklogOfAReceiverThatKeepsUp() {
    var slow = new Simulation(new Window(ROOM, 64 << 20), Duration.ofMillis(40));
    var limits = new Limits(64, Optional.empty());
    var id = slow.receiver(OrganizationId.DEFAULT, limits, takes(Duration.ofMillis(5)));
    var until = Duration.ofSeconds(20);
    // A hundred are on their way into the store at any time, and as many outcomes.
    slow.publish(id, Duration.ofNanos(400_000), Duration.ZERO, until);
    slow.backlog(id, 300, Duration.ofSeconds(2));
    slow.at(START.plusSeconds(10), () -> slow.claimed = 0);
    slow.runUntil(until.plusSeconds(1));

    assertThat(slow.claimed).as("claimed from the store once the backlog was gone").isZero();
    assertThat(slow.started).hasSize(50_300);
    var last = slow.started.stream().filter(s -> s.at().isAfter(START.plusSeconds(10))).toList();
    assertThat(later(last, Duration.ofMillis(41))).isZero();
  }

  @Test
  void oneOrganizationDoesNotTakeTheRoomOfTheOthers() {
    var small = new Simulation(new Window(100, 64 << 20));
    var limits = new Limits(1_000, Optional.empty());
    var slow = takes(SECOND);
    var noisy = small.receiver(new OrganizationId("noisy"), limits, slow);
    small.publish(noisy, Duration.ofMillis(1), Duration.ZERO, Duration.ofSeconds(60));
    var others = new ArrayList<SubscriptionId>();
    for (int i = 0; i < 9; i++) {
      // Room for 100 that take a second each: the fair share of ten is ten a second.
      var id = small.receiver(new OrganizationId("quiet-" + i), limits, slow);
      small.publish(id, Duration.ofMillis(101), Duration.ofSeconds(5 + i), Duration.ofSeconds(60));
      others.add(id);
    }
    small.runUntil(Duration.ofSeconds(60));

    for (var id : others) {
      long got =
          small.started.stream()
              .filter(s -> s.subscription().equals(id))
              .filter(s -> s.at().isAfter(START.plusSeconds(20)))
              .count();
      assertThat(got).isGreaterThan((long) (0.9 * 40 * 9.9));
    }
    assertThat(small.started.size()).as("nothing is left idle").isGreaterThan(55 * 90);
  }

  @Test
  void aReceiverThatRefusesFastIsTriedAsItsScheduleSays() {
    var id = it.receiver(at -> new Answer(Duration.ofMillis(1), Reaction.Kind.STRAINED));
    it.publish(id, SECOND, Duration.ZERO, Duration.ofSeconds(100));
    it.runUntil(Duration.ofSeconds(200));
    // Each is tried every five seconds.
    assertThat(it.started.size()).isBetween(100 * 28, 100 * 40);
  }

  @Test
  void whateverHappensEverythingIsSentInTheEnd() {
    for (long seed = 1; seed <= 30; seed++) {
      var random = new Random(seed);
      var room = 4 + random.nextInt(60);
      var sim = new Simulation(new Window(room, 1 << 20));
      var ids = new ArrayList<SubscriptionId>();
      for (int i = 0; i < 1 + random.nextInt(20); i++) {
        var organization = new OrganizationId("o" + random.nextInt(3));
        var rate = random.nextInt(4) == 0 ? Optional.of(0.5 + random.nextInt(5)) : noRate();
        var limits = new Limits(1 + random.nextInt(10), rate);
        var id = sim.receiver(organization, limits, moody(random));
        ids.add(id);
        sim.publish(id, Duration.ofMillis(200 + random.nextInt(3_000)), SECOND, TIMEOUT);
        sim.backlog(id, random.nextInt(40), Duration.ofMillis(random.nextInt(9_000)));
      }
      sim.runUntil(Duration.ofMinutes(30));
      for (var id : ids) {
        assertThat(sim.waiting(id)).as("waiting with the seed %d", seed).isZero();
        assertThat(sim.inFlight(ids)).as("in flight with the seed %d", seed).isZero();
      }
    }
  }

  private static Optional<Double> noRate() {
    return Optional.empty();
  }

  /** Fails for a minute at the most. */
  private static Receiver moody(Random random) {
    var well = START.plusSeconds(random.nextInt(60));
    int kind = random.nextInt(3);
    return at -> {
      if (!at.isBefore(well) || kind == 0) {
        return new Answer(Duration.ofMillis(random.nextInt(400)), Reaction.Kind.TAKEN);
      }
      return kind == 1
          ? new Answer(TIMEOUT, Reaction.Kind.STRAINED)
          : new Answer(Duration.ofMillis(random.nextInt(50)), Reaction.Kind.DECLINED);
    };
  }

  /** Takes whatever comes, from the 20th second on in its own time. */
  private static Receiver becomesLate() {
    var until = START.plusSeconds(20);
    return at ->
        new Answer(at.isBefore(until) ? Duration.ofMillis(20) : TIMEOUT, Reaction.Kind.TAKEN);
  }

  private static Receiver hangs() {
    return at -> new Answer(TIMEOUT, Reaction.Kind.STRAINED);
  }

  private static Receiver takes(Duration time) {
    return at -> new Answer(time, Reaction.Kind.TAKEN);
  }

  private static long later(List<Started> than, Duration limit) {
    return than.stream().filter(s -> s.late().compareTo(limit) > 0).count();
  }

  private long starts(Instant from, Instant until) {
    return it.started.stream()
        .filter(s -> !s.at().isBefore(from) && s.at().isBefore(until))
        .count();
  }
}
