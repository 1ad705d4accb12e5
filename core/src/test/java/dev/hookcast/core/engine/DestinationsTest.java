package dev.hookcast.core.engine;

import static dev.hookcast.core.engine.Simulation.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.engine.Simulation.Answer;
import dev.hookcast.core.engine.Simulation.Receiver;
import dev.hookcast.core.engine.Simulation.Started;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lanes under a cap for each destination, of all that lead there together. */
class DestinationsTest {
  private static final int CAP = 8;
  private static final int ROOM = 200;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final OrganizationId OURS = OrganizationId.DEFAULT;
  private static final OrganizationId THEIRS = new OrganizationId("theirs");

  private final Simulation it = new Simulation(new Window(ROOM, 64 << 20, CAP));

  @Test
  void twentyThatHangOnOneHostHoldUpNobodyElsewhereAndGiveTheOthersThereTheirTurn() {
    var there = new ArrayList<SubscriptionId>();
    for (int i = 0; i < 20; i++) {
      there.add(it.receiverAt("slow.test:443", i % 2 == 0 ? OURS : THEIRS, hangs()));
    }
    var neighbour = it.receiverAt("slow.test:443", THEIRS, takes(20));
    var elsewhere = it.receiverAt("fast.test:443", OURS, takes(20));
    there.forEach(id -> it.publish(id, SECOND, Duration.ZERO, Duration.ofMinutes(5)));
    it.publish(neighbour, Duration.ofMinutes(1), SECOND, Duration.ofMinutes(5));
    it.publish(elsewhere, SECOND, SECOND, Duration.ofMinutes(5));
    there.add(neighbour);
    watch(there);
    it.runUntil(Duration.ofMinutes(6));

    assertThat(late(elsewhere)).hasSize(299).allMatch(Duration.ZERO::equals);
    // All of the twenty may be before it, each for as long as it hangs.
    assertThat(late(neighbour))
        .hasSize(5)
        .allMatch(late -> late.compareTo(TIMEOUT.multipliedBy(20 / CAP + 1)) <= 0);
    assertThat(it.runs).isLessThan(20_000);
  }

  @Test
  void healthyLanesShareADestinationEvenlyHoweverMuchEachHas() {
    var random = new Random(23);
    var lanes = new ArrayList<SubscriptionId>();
    for (int i = 0; i < 12; i++) {
      lanes.add(it.receiverAt("busy.test:443", i < 9 ? OURS : THEIRS, takes(100)));
      it.backlog(lanes.get(i), i == 0 ? 5_000 : 500 + random.nextInt(50), Duration.ZERO);
    }
    watch(lanes);
    it.runUntil(Duration.ofSeconds(60));

    var starts = new HashMap<SubscriptionId, Integer>();
    it.started.forEach(s -> starts.merge(s.subscription(), 1, Integer::sum));
    int each = 60 * 10 * CAP / 12;
    assertThat(starts.values())
        .as("80 places a second for 12 lanes, seed 23")
        .allMatch(count -> Math.abs(count - each) <= each / 10);
  }

  @Test
  void aFullDestinationTakesUpLittleOfTheWindow() {
    for (int i = 0; i < 100; i++) {
      var id = it.receiverAt("busy.test:443", OURS, takes(2_000));
      it.backlog(id, 1_000, Duration.ZERO);
    }
    var elsewhere = it.receiverAt("fast.test:443", OURS, takes(20));
    it.publish(elsewhere, Duration.ofMillis(100), SECOND, Duration.ofSeconds(60));
    it.runUntil(Duration.ofSeconds(61));
    assertThat(late(elsewhere)).hasSize(590).allMatch(Duration.ZERO::equals);
  }

  @Test
  void whatIsPublishedToAFullDestinationTakesUpLittleOfTheWindow() {
    for (int i = 0; i < 20; i++) {
      var id = it.receiverAt("busy.test:443", OURS, takes(2_000));
      for (int burst = 0; burst < 50; burst++) {
        it.publish(id, SECOND, Duration.ofMillis(1 + burst), Duration.ofSeconds(10));
      }
    }
    var elsewhere = it.receiverAt("fast.test:443", OURS, takes(20));
    it.publish(elsewhere, Duration.ofMillis(10), Duration.ZERO, Duration.ofSeconds(10));
    it.runUntil(Duration.ofSeconds(11));
    assertThat(late(elsewhere)).hasSize(1_000).allMatch(Duration.ZERO::equals);
  }

  @Test
  void everythingArrivesAndNobodyWaitsForAPlaceThatIsFree() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var published = new HashMap<SubscriptionId, Integer>();
    for (int i = 0; i < 30; i++) {
      var id = it.receiverAt("host" + i % 3 + ".test:443", OURS, takes(1 + random.nextInt(400)));
      int count = 1 + random.nextInt(60);
      it.backlog(id, count, Duration.ofMillis(random.nextInt(5_000)));
      it.publish(id, SECOND, Duration.ofMillis(random.nextInt(1_000)), Duration.ofSeconds(20));
      published.put(id, count + 20);
    }
    watch(List.copyOf(published.keySet()), 3 * CAP);
    it.runUntil(Duration.ofMinutes(5));
    published.forEach(
        (id, count) -> {
          assertThat(it.waiting(id)).as("left, seed %s", seed).isZero();
          assertThat(of(id)).as("seed %s", seed).hasSize(count);
        });
    assertThat(it.inFlight(List.copyOf(published.keySet()))).isZero();
  }

  @Test
  void whoLeadsElsewhereMeanwhileWaitsNoLonger() {
    for (int i = 0; i < CAP; i++) {
      it.publish(
          it.receiverAt("slow.test:443", OURS, takes(600_000)),
          SECOND,
          SECOND,
          SECOND.plusMillis(1));
    }
    var moving = it.receiverAt("slow.test:443", OURS, takes(20));
    it.publish(moving, SECOND, SECOND.multipliedBy(2), SECOND.multipliedBy(2).plusMillis(1));
    it.at(START.plusSeconds(30), () -> assertThat(of(moving)).isEmpty());
    it.at(START.plusSeconds(40), () -> it.lead(moving, "fast.test:443"));
    it.runUntil(Duration.ofSeconds(41));
    assertThat(of(moving)).extracting(Started::at).containsExactly(START.plusSeconds(40));
  }

  private void watch(List<SubscriptionId> lanes) {
    watch(lanes, CAP);
  }

  private void watch(List<SubscriptionId> lanes, int most) {
    for (int i = 1; i < 600; i++) {
      it.at(
          START.plusMillis(i * 500L),
          () -> assertThat(it.inFlight(lanes)).isLessThanOrEqualTo(most));
    }
  }

  private List<Started> of(SubscriptionId id) {
    return it.started.stream().filter(s -> s.subscription().equals(id)).toList();
  }

  private List<Duration> late(SubscriptionId id) {
    return of(id).stream().filter(Started::first).map(Started::late).toList();
  }

  private static Receiver hangs() {
    return at -> new Answer(TIMEOUT, Reaction.Kind.STRAINED);
  }

  private static Receiver takes(long millis) {
    return at -> new Answer(Duration.ofMillis(millis), Reaction.Kind.TAKEN);
  }
}
