package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.subscription.Subscription;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One organization's subscriptions by what their filters name, so that an event is held against few
 * of thousands. Says no only where the filter would: what it offers still has to be asked.
 */
final class TypeIndex {
  private final Map<IndexKeys.Key, Map<SubscriptionId, Subscription>> places =
      new ConcurrentHashMap<>();
  private final Map<SubscriptionId, Set<IndexKeys.Key>> keys = new ConcurrentHashMap<>();

  /** Those of all subscriptions that there ever were. */
  private final Set<Dialect> dialects = ConcurrentHashMap.newKeySet();

  Collection<Subscription> candidates(Event event) {
    var found =
        IndexKeys.of(event, dialects).stream()
            .map(key -> places.getOrDefault(key, Map.of()))
            .filter(place -> !place.isEmpty())
            .toList();
    if (found.size() == 1) {
      return found.getFirst().values();
    }
    // Each once: a subscription may be filed under two words of the same event.
    var candidates = new LinkedHashMap<SubscriptionId, Subscription>();
    found.forEach(candidates::putAll);
    return candidates.values();
  }

  /** One change after the other; events may come in at any time. */
  void put(Subscription subscription) {
    var id = subscription.id();
    var wanted = IndexKeys.of(subscription.settings());
    dialects.add(subscription.settings().dialect());
    // Into its new places first: an event in between must find it at least in one of them.
    wanted.forEach(
        key -> places.computeIfAbsent(key, k -> new ConcurrentHashMap<>()).put(id, subscription));
    var before = keys.put(id, wanted);
    if (before != null) {
      before.stream().filter(key -> !wanted.contains(key)).forEach(key -> remove(id, key));
    }
  }

  void remove(SubscriptionId id) {
    var before = keys.remove(id);
    if (before != null) {
      before.forEach(key -> remove(id, key));
    }
  }

  private void remove(SubscriptionId id, IndexKeys.Key from) {
    places.computeIfPresent(
        from,
        (key, place) -> {
          place.remove(id);
          return place.isEmpty() ? null : place;
        });
  }
}
