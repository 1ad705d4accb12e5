package dev.hookcast.core.filter;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The JSON form of a filter, the same in REST and in the store. */
public final class FilterJson {
  private static final int MAX_ENTRIES = 1_000;
  private static final int MAX_LENGTH = 256;

  /** Visible ASCII, in segments that aren't empty; a {@code *} only as the whole last one. */
  private static final Pattern PATTERN =
      Pattern.compile("\\*|(?:[!-~&&[^.*]]+\\.)*(?:[!-~&&[^.*]]+|(?<=\\.)\\*)");

  private FilterJson() {}

  /** Reads a filter; notes every problem, unknown members included, in the reader. */
  public static Filter read(JsonReader in) {
    var filter =
        new Filter(
            patterns(in, "events"),
            patterns(in, "excluded_events"),
            statuses(in),
            texts(in, "states"),
            texts(in, "results"),
            places(in));
    in.refuseUnknown();
    return filter;
  }

  /**
   * Writes all lists, the empty ones too, so that a reader sees what could be said; {@code
   * project_match} only if it was said.
   */
  public static JsonObject write(Filter filter) {
    var places = filter.places();
    return JsonObject.writing()
        .put("events", filter.events().stream().map(EventPattern::text).toList())
        .put("excluded_events", filter.excludedEvents().stream().map(EventPattern::text).toList())
        .put("statuses", filter.statuses().stream().sorted().map(EventStatus::word).toList())
        .put("states", filter.states())
        .put("results", filter.results())
        .put("racks", places.racks())
        .put("projects", places.projects())
        .putText("project_match", places.projectMatch().word())
        .put("environment_types", places.environmentTypes())
        .put("environments", places.environments())
        .put("excluded_environments", places.excludedEnvironments())
        .put("applications", places.applications())
        .put("clusters", places.clusters())
        .put("groups", places.groups())
        .done();
  }

  private static Places places(JsonReader in) {
    return new Places(
        texts(in, "racks"),
        endingInWildcard(in, "projects"),
        endingInWildcard(in, "environment_types"),
        texts(in, "environments"),
        texts(in, "excluded_environments"),
        texts(in, "applications"),
        texts(in, "clusters"),
        texts(in, "groups"),
        in.text("project_match", ProjectMatch::of).orElse(ProjectMatch.EITHER));
  }

  private static List<EventPattern> patterns(JsonReader in, String name) {
    return limited(in, name, FilterJson::pattern);
  }

  private static EventPattern pattern(String text) {
    if (text.length() > MAX_LENGTH || !PATTERN.matcher(text).matches()) {
      throw InvalidInput.of(
          "",
          "event_type_invalid",
          "An event is named by a type such as environment.deploy, by environment.*, by *, or by"
              + " a word of the dialect.");
    }
    return new EventPattern(text);
  }

  private static Set<EventStatus> statuses(JsonReader in) {
    return in.texts("statuses", EventStatus::of).stream().collect(Collectors.toSet());
  }

  private static List<String> endingInWildcard(JsonReader in, String name) {
    return limited(in, name, FilterJson::endingInWildcard);
  }

  private static String endingInWildcard(String text) {
    int star = text.indexOf('*');
    return star < 0 || star == text.length() - 1
        ? entry(text)
        : refuse("A * may stand only at the end here.");
  }

  private static List<String> texts(JsonReader in, String name) {
    return limited(in, name, FilterJson::entry);
  }

  private static String entry(String text) {
    if (text.isBlank()) {
      return refuse("An entry can't be blank; leave the list empty for no restriction.");
    }
    return text.length() <= MAX_LENGTH ? text : refuse("An entry may have at most 256 characters.");
  }

  private static <T> List<T> limited(JsonReader in, String name, Function<String, T> make) {
    var texts = in.texts(name, make);
    if (texts.size() > MAX_ENTRIES) {
      in.reject(name, "filter_too_complex", "A list may have at most 1,000 entries.");
    }
    return texts;
  }

  private static String refuse(String detail) {
    throw InvalidInput.of("", "filter_invalid", detail);
  }
}
