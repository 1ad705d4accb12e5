package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * One organization's subscriptions by the event types that they name, so that an event is held
 * against few of thousands. Those that name anything else are asked each time.
 */
final class TypeIndex {
  private static final Set<String> KNOWN =
      EventCatalogue.all().stream().map(EventType::value).collect(Collectors.toSet());

  /** Where those stand that can't be told by a type. */
  private static final String ANY = "*";

  private final Map<String, Map<SubscriptionId, Subscription>> places = new ConcurrentHashMap<>();

  List<Subscription> candidates(EventType type) {
    var candidates = new ArrayList<>(at(ANY).values());
    candidates.addAll(at(type.value()).values());
    return candidates;
  }

  void put(Subscription subscription) {
    // Into its new places first: an event in between must find it at least in one of them.
    var keys = keys(subscription);
    for (var key : keys) {
      places
          .computeIfAbsent(key, k -> new ConcurrentHashMap<>())
          .put(subscription.id(), subscription);
    }
    places.forEach(
        (key, place) -> {
          if (!keys.contains(key)) {
            place.remove(subscription.id());
          }
        });
  }

  void remove(SubscriptionId id) {
    places.values().forEach(place -> place.remove(id));
  }

  private Map<SubscriptionId, Subscription> at(String key) {
    return places.getOrDefault(key, Map.of());
  }

  private static Set<String> keys(Subscription subscription) {
    var texts =
        subscription.settings().filter().events().stream()
            .map(EventPattern::text)
            .collect(Collectors.toSet());
    return texts.isEmpty() || !KNOWN.containsAll(texts) ? Set.of(ANY) : texts;
  }
}
