package dev.hookcast.core.engine;

import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.subscription.Settings;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/**
 * How much is in flight to each destination, whoever's it is, and which lanes wait for a place
 * there: one start each, in turn. Does nothing without a cap. Guarded by the lock of {@link Lanes}.
 */
final class Destinations {
  /** Where others wait, a lane claims so many: with one it would miss its turn while it claims. */
  private static final int FEW = 2;

  private final int places;
  private final Function<Settings, Optional<String>> whereTo;
  private final Map<String, Destination> byName = new HashMap<>();
  private final Map<Lane, Route> routes = new HashMap<>();
  private final Map<Lane, Destination> waiting = new HashMap<>();
  private final Map<Lane, Promise> promises = new HashMap<>();
  private final Map<Claim, Destination> taken = new HashMap<>();

  /** So many places at each; {@link Window#UNCAPPED} for as many as anybody wants. */
  Destinations(int places, Function<Settings, Optional<String>> whereTo) {
    this.places = places;
    this.whereTo = whereTo;
  }

  /** A place that several lanes may lead to. */
  static final class Destination {
    private final SequencedSet<Lane> queue = new LinkedHashSet<>();
    private int inFlight;
    private int promised;
  }

  private record Promise(Destination at, int deliveries) {}

  private record Route(Settings settings, Optional<String> to) {}

  /** Where a lane leads, if that is capped. */
  Optional<Destination> of(Lane lane, Optional<Settings> settings) {
    if (places == Window.UNCAPPED || settings.isEmpty()) {
      return Optional.empty();
    }
    return route(lane, settings.get()).to().map(this::named);
  }

  /** Lets a lane wait for its next turn, behind the others. */
  void queue(Lane lane, Destination at) {
    waiting.put(lane, at);
    at.queue.addLast(lane);
  }

  /** Takes the lane out whose turn it is, if there is a place for it. */
  Optional<Lane> next(Destination at) {
    if (at.inFlight >= places || at.queue.isEmpty()) {
      return Optional.empty();
    }
    var lane = at.queue.getFirst();
    withdraw(lane);
    return Optional.of(lane);
  }

  /** True if a lane waits for a place where it leads now. */
  boolean waits(Lane lane, Optional<Settings> settings) {
    var at = waiting.get(lane);
    if (at == null) {
      return false;
    }
    if (of(lane, settings).filter(now -> now == at).isEmpty()) {
      withdraw(lane); // it leads elsewhere by now
      return false;
    }
    return true;
  }

  /** Takes a lane out that has nothing to start any more. */
  void withdraw(Lane lane) {
    var at = waiting.remove(lane);
    if (at != null) {
      at.queue.remove(lane);
    }
  }

  void start(Load load, Destination at) {
    at.inFlight++;
    taken.put(load.claim(), at);
  }

  /** Gives a load's place back; returns where that is. */
  Optional<Destination> ended(Load load) {
    var at = taken.remove(load.claim());
    if (at != null) {
      at.inFlight--;
    }
    return Optional.ofNullable(at);
  }

  /** True if one more of this lane may wait in memory: what can't go out soon is to stay stored. */
  boolean admits(Lane lane, Optional<Settings> settings) {
    return of(lane, settings).isEmpty() || (!waits(lane, settings) && lane.held() < places);
  }

  /** How many a lane may claim: enough for the places, but little where others wait already. */
  int room(Lane lane, Optional<Settings> settings) {
    return of(lane, settings)
        .map(at -> Math.max(FEW, places - at.promised - at.queue.size()))
        .orElse(Integer.MAX_VALUE);
  }

  /** Notes what a claim may bring; {@link #redeem} takes it back. */
  void promise(Lane lane, Optional<Settings> settings, int deliveries) {
    of(lane, settings)
        .ifPresent(
            at -> {
              at.promised += deliveries;
              promises.put(lane, new Promise(at, deliveries));
            });
  }

  void redeem(Lane lane) {
    var promise = promises.remove(lane);
    if (promise != null) {
      promise.at().promised -= promise.deliveries();
    }
  }

  /** A lane that is no more. */
  void forget(Lane lane) {
    withdraw(lane);
    routes.remove(lane);
  }

  /** Forgets where nothing goes at the moment. */
  void sweep() {
    byName.values().removeIf(at -> at.inFlight + at.promised == 0 && at.queue.isEmpty());
  }

  /** Asked once for the same settings: a sink may have to take a URL apart. */
  private Route route(Lane lane, Settings settings) {
    var known = routes.get(lane);
    if (known != null && known.settings().equals(settings)) {
      return known;
    }
    var route = new Route(settings, whereTo.apply(settings));
    routes.put(lane, route);
    return route;
  }

  private Destination named(String name) {
    return byName.computeIfAbsent(name, n -> new Destination());
  }
}
