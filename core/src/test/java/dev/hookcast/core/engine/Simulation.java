package dev.hookcast.core.engine;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.DeliveryStore.Due;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Lanes at work with receivers, publishers and a store that are made up, on a clock of their own:
 * minutes of a thousand receivers pass in a moment, the same ones each time. The clockwork runs
 * when {@link Lanes#nextRun} says so and at no other time, so that a wake-up that is missing shows.
 */
final class Simulation {
  static final Instant START = Sample.NOON;
  private static final Bytes BODY = Bytes.utf8("{}");

  final SettableClock clock = new SettableClock(START);
  final List<Started> started = new ArrayList<>();
  final Map<SubscriptionId, Integer> inFlight = new HashMap<>();
  long runs;
  int claimed;
  private final CountingIds ids = new CountingIds();
  private final InMemoryStore store = new InMemoryStore(ids);
  private final Directory directory = new Directory(store, store);
  private final Map<SubscriptionId, PriorityQueue<Waiting>> waiting = new HashMap<>();
  private final Map<SubscriptionId, Receiver> receivers = new HashMap<>();
  private final Map<Long, Instant> published = new HashMap<>();
  private final PriorityQueue<Action> actions =
      new PriorityQueue<>(Comparator.comparing(Action::at).thenComparingLong(Action::serial));
  private final HeldEvent event =
      new HeldEvent(
          new RecordedEvent(new EventId("e"), 1, OrganizationId.DEFAULT, "hookcast", BODY, START),
          recorded -> Sample.event("e"));
  private final Lanes lanes;
  private final Duration commit;
  private long serial;

  Simulation(Window window) {
    this(window, Duration.ZERO);
  }

  /** With a store that takes so long to make anything durable. */
  Simulation(Window window, Duration commit) {
    this.commit = commit;
    var destinations =
        new Destinations(
            window.maxPerDestination(), settings -> settings.sink().options().text("url"));
    lanes = new Lanes(directory, window, destinations, () -> 1, clock);
  }

  /** What a receiver does with a request that begins then. */
  interface Receiver {
    Answer answer(Instant at);
  }

  record Answer(Duration after, Reaction.Kind kind) {}

  /** An attempt: when it began, and how long after its publication. */
  record Started(SubscriptionId subscription, Instant at, Duration late, boolean first) {}

  private record Waiting(Claim claim, Instant due) {}

  private record Action(Instant at, long serial, Runnable work) {}

  SubscriptionId receiver(OrganizationId organization, Limits limits, Receiver receiver) {
    var s = Sample.subscription(ids, organization);
    var was = s.settings();
    var settings =
        new Settings(
            was.name(),
            was.description(),
            true,
            was.sink(),
            was.dialect(),
            was.filter(),
            was.retry(),
            limits);
    directory.add(s.changed(settings, START));
    receivers.put(s.id(), receiver);
    waiting.put(s.id(), new PriorityQueue<>(Comparator.comparing(Waiting::due)));
    return s.id();
  }

  /** One more receiver at this destination. */
  SubscriptionId receiverAt(String destination, OrganizationId organization, Receiver receiver) {
    var id = receiver(organization, Limits.DEFAULT, receiver);
    lead(id, destination);
    return id;
  }

  /** Lets a subscription lead elsewhere from now on. */
  void lead(SubscriptionId id, String destination) {
    var options = JsonObject.writing().put("url", destination).done();
    var was = subscription(id).settings();
    var choice = new SinkChoice("webhook", true, options, Secrets.NONE);
    var settings =
        new Settings(
            was.name(),
            was.description(),
            was.enabled(),
            choice,
            was.dialect(),
            was.filter(),
            was.retry(),
            was.limits());
    directory.add(subscription(id).changed(settings, clock.instant()));
    lanes.expect(List.of(new Due(id, clock.instant())));
  }

  SubscriptionId receiver(Receiver receiver) {
    return receiver(OrganizationId.DEFAULT, Limits.DEFAULT, receiver);
  }

  Subscription subscription(SubscriptionId id) {
    return directory.find(id).orElseThrow();
  }

  /** Publishes regularly from {@code from} until {@code until}, counted from the start. */
  void publish(SubscriptionId to, Duration every, Duration from, Duration until) {
    for (var at = from; at.compareTo(until) < 0; at = at.plus(every)) {
      at(START.plus(at), () -> publish(to));
    }
  }

  /** Puts deliveries into the store that are due then. */
  void backlog(SubscriptionId to, int count, Duration due) {
    var at = START.plus(due);
    for (int i = 0; i < count; i++) {
      waiting.get(to).add(new Waiting(claim(to), at));
    }
    lanes.expect(List.of(new Due(to, at)));
  }

  /** Lets time pass up to this moment. */
  void runUntil(Duration time) {
    var end = START.plus(time);
    for (var next = next(); !next.isAfter(end); next = next()) {
      clock.set(next);
      while (!actions.isEmpty() && !actions.peek().at().isAfter(next)) {
        actions.remove().work().run();
      }
      while (!lanes.nextRun().isAfter(next)) {
        run();
      }
    }
    clock.set(end);
  }

  int inFlight(List<SubscriptionId> of) {
    return of.stream().mapToInt(id -> inFlight.getOrDefault(id, 0)).sum();
  }

  int waiting(SubscriptionId id) {
    return waiting.get(id).size();
  }

  /** Does this at that time too. */
  void at(Instant time, Runnable work) {
    actions.add(new Action(time, serial++, work));
  }

  private Instant next() {
    var run = lanes.nextRun();
    var earliest = run.isBefore(clock.instant()) ? clock.instant() : run;
    return actions.isEmpty() || actions.peek().at().isAfter(earliest)
        ? earliest
        : actions.peek().at();
  }

  private void publish(SubscriptionId to) {
    var claim = claim(to);
    published.put(claim.number(), clock.instant());
    if (lanes.reserve(to, BODY.size())) {
      durably(() -> begin(lanes.enterReserved(List.of(new Load(claim, event)))));
    } else {
      durably(
          () -> {
            waiting.get(to).add(new Waiting(claim, clock.instant()));
            lanes.expect(List.of(new Due(to, clock.instant())));
          });
    }
  }

  private void durably(Runnable then) {
    if (commit.isZero()) {
      then.run();
    } else {
      at(clock.instant().plus(commit), then);
    }
  }

  private Claim claim(SubscriptionId to) {
    var identity = ids.next();
    return Claim.first(new DeliveryId(identity.id()), identity.number(), to, 1);
  }

  private void begin(List<Load> loads) {
    for (var load : loads) {
      var to = load.claim().subscription();
      var at = clock.instant();
      inFlight.merge(to, 1, Integer::sum);
      var since = Optional.ofNullable(published.remove(load.claim().number()));
      started.add(
          new Started(to, at, Duration.between(since.orElse(START), at), since.isPresent()));
      var answer = receivers.get(to).answer(at);
      at(at.plus(answer.after()), () -> end(load, answer.kind(), at));
    }
  }

  private void end(Load load, Reaction.Kind kind, Instant startedAt) {
    var to = load.claim().subscription();
    inFlight.merge(to, -1, Integer::sum);
    var moves = lanes.ended(load, new Reaction(kind, startedAt, Optional.empty()));
    begin(moves.starts());
    for (var spilt : moves.spills()) {
      waiting.get(to).add(new Waiting(spilt.claim(), clock.instant()));
      lanes.forget(spilt);
      lanes.expect(List.of(new Due(to, clock.instant())));
    }
    if (kind != Reaction.Kind.TAKEN) {
      var again = clock.instant().plusSeconds(5);
      waiting.get(to).add(new Waiting(load.claim(), again));
      lanes.expect(List.of(new Due(to, again)));
    }
    durably(() -> lanes.leave(load));
  }

  private void run() {
    runs++;
    var now = clock.instant();
    lanes.startRun(now); // what a patrol would find is known here
    begin(lanes.startDue(now));
    var wanted = lanes.wanted(now);
    var loads = new ArrayList<Load>();
    var more = new ArrayList<Due>();
    for (var demand : wanted.demands()) {
      claim(demand, now, loads, more);
    }
    claimed += loads.size();
    durably(
        () -> {
          begin(lanes.enterClaimed(wanted.demands(), loads));
          lanes.expect(more);
        });
  }

  private void claim(Demand demand, Instant now, List<Load> loads, List<Due> more) {
    var queue = waiting.get(demand.subscription());
    int got = 0;
    while (got < demand.limit() && !queue.isEmpty() && !queue.peek().due().isAfter(now)) {
      loads.add(new Load(queue.remove().claim(), event));
      got++;
    }
    if (got == demand.limit()) {
      more.add(new Due(demand.subscription(), now));
    } else if (!queue.isEmpty()) {
      more.add(new Due(demand.subscription(), queue.peek().due()));
    }
  }
}
