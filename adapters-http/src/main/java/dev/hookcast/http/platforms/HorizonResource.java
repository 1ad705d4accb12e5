package dev.hookcast.http.platforms;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.filter.Places;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a webhook of Horizon's belongs to: it gets what happens there and below. The group 0 is the
 * root, which everything is below of.
 *
 * @param type {@code groups}, {@code applications} or {@code clusters}, as the filter calls them
 * @param id in decimal digits, without leading zeros
 */
record HorizonResource(String type, String id) {
  private static final List<String> TYPES = List.of("groups", "applications", "clusters");

  private static final HorizonResource ROOT = new HorizonResource("groups", "0");
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

  /**
   * The resource that a path names.
   *
   * @throws InvalidInput if it can't be one
   */
  static HorizonResource of(String type, String id) {
    if (!TYPES.contains(type)) {
      throw InvalidInput.of("", "filter_invalid", "invalid resource type: " + type);
    }
    return new HorizonResource(type, Long.toUnsignedString(number(id)));
  }

  /** The resource that a filter is narrowed to; nothing if it isn't one of Horizon's. */
  static Optional<HorizonResource> of(Places places) {
    if (places.equals(Places.ANYWHERE)) {
      return Optional.of(ROOT);
    }
    var named =
        Stream.of(
                places.groups().stream().map(id -> new HorizonResource("groups", id)),
                places.applications().stream().map(id -> new HorizonResource("applications", id)),
                places.clusters().stream().map(id -> new HorizonResource("clusters", id)))
            .flatMap(all -> all)
            .toList();
    return named.size() == 1 && ID.matcher(named.getFirst().id()).matches()
        ? Optional.of(named.getFirst())
        : Optional.empty();
  }

  /**
   * An id as Horizon has them, which are unsigned and have 64 bits.
   *
   * @throws InvalidInput if it isn't one
   */
  static long number(String text) {
    if (!ID.matcher(text).matches()) {
      throw invalid(text);
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
  }

  private static InvalidInput invalid(String text) {
    return InvalidInput.of("", "id_invalid", "invalid id: " + text);
  }

  /** The part of a filter that narrows to it. */
  JsonObject narrowing() {
    return equals(ROOT) ? JsonObject.EMPTY : JsonObject.writing().put(type, List.of(id)).done();
  }

  JsonNumber number() {
    return new JsonNumber(id);
  }
}
