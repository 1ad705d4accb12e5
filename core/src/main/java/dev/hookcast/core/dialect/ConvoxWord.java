package dev.hookcast.core.dialect;

import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Service;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An action that Convox tells, and the data that it has, as far as we may know it. */
record ConvoxWord(String action, EventType type, List<Member> data) {
  /** A member of the data; without its essential ones an event can't be told. */
  record Member(String name, Optional<String> essential, Function<Event, Optional<String>> value) {
    private static Member essential(
        String name, String path, Function<Event, Optional<String>> value) {
      return new Member(name, Optional.of(path), value);
    }

    private static Member known(String name, Function<Event, Optional<String>> value) {
      return new Member(name, Optional.empty(), value);
    }
  }

  private static final Member RACK = Member.known("rack", e -> e.scope().rack());
  private static final Member APP_NAME =
      Member.essential("name", "application.name", ConvoxWord::application);
  private static final Member APP =
      Member.essential("app", "application.name", ConvoxWord::application);
  private static final Member APP_IF_KNOWN = Member.known("app", ConvoxWord::application);
  private static final Member BUILD_ID = Member.known("id", e -> e.details().build());
  private static final Member RELEASE_ID =
      Member.known("id", e -> e.details().deployment().flatMap(Deployment::id));
  private static final Member SERVICE_TYPE =
      Member.known("type", e -> e.scope().service().flatMap(Service::type));
  private static final Member SERVICE_NAME =
      Member.essential("name", "service.name", e -> e.scope().service().flatMap(Service::name));
  private static final Member ACTOR =
      Member.known("actor", e -> e.details().actor().flatMap(a -> a.email().or(a::label)));

  /** What the page lists, in its order. */
  private static final List<ConvoxWord> OF_THE_PAGE =
      List.of(
          word("app:create", "application.create", RACK, APP_NAME),
          word("app:delete", "application.delete", RACK, APP_NAME),
          word("build:create", "build.create", RACK, APP, BUILD_ID),
          word("release:promote", "environment.deploy", RACK, APP, RELEASE_ID),
          word("release:create", "release.create", RACK, APP, RELEASE_ID),
          // The page lists rack, id and app, but racks send what they send for a deletion.
          word("service:create", "service.create", RACK, SERVICE_TYPE, SERVICE_NAME, APP_IF_KNOWN),
          word("service:delete", "service.delete", RACK, SERVICE_TYPE, SERVICE_NAME),
          word("system:update", "system.update", RACK));

  /** What racks sent in the years after it. */
  private static final List<ConvoxWord> LATER =
      List.of(
          word("release:scale", "release.scale", RACK, APP, RELEASE_ID),
          word("build:copy", "build.copy", RACK, APP, BUILD_ID),
          word("rack:capacity", "rack.capacity", RACK),
          word("rack:converge", "rack.converge", RACK));

  /** What its third version added. */
  private static final List<ConvoxWord> NEWEST =
      Stream.of(
              "build:import-image:start",
              "build:import-image:done",
              "app:promote:completed",
              "app:promote:errored",
              "app:promote:cancelled",
              "release:autoscale-disabled",
              "release:manifest-advisory",
              "release:prometheus-skipped",
              "release:imperative-patch-note",
              "app:budget:set",
              "app:budget:reset",
              "app:budget:clear",
              "app:budget:threshold",
              "app:budget:cap",
              "app:budget:breaker-cleared",
              "app:budget:per-service-truncated",
              "app:scale-override:toggled",
              "app:scale-override:honored",
              "app:triggers-override:toggled",
              "app:triggers-override:threshold-set",
              "app:budget:auto-shutdown:armed",
              "app:budget:auto-shutdown:fired",
              "app:budget:auto-shutdown:cancelled",
              "app:budget:auto-shutdown:restored",
              "app:budget:auto-shutdown:expired",
              "app:budget:auto-shutdown:flap-suppressed",
              "app:budget:auto-shutdown:noop",
              "app:budget:auto-shutdown:failed",
              "app:budget:auto-shutdown:simulated",
              "app:budget:auto-shutdown:dismissed")
          .map(ConvoxWord::newest)
          .toList();

  /** All of them. */
  static final List<ConvoxWord> ALL =
      Stream.of(OF_THE_PAGE, LATER, NEWEST).flatMap(List::stream).toList();

  private static final Map<String, ConvoxWord> BY_ACTION =
      ALL.stream().collect(Collectors.toUnmodifiableMap(ConvoxWord::action, w -> w));

  private static final Map<EventType, ConvoxWord> BY_TYPE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(ConvoxWord::type, w -> w));

  /** What the page's examples and later versions say for a word of the page's table. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "app:promote", "release:promote",
          "rack:update", "system:update",
          "resource:create", "service:create",
          "resource:delete", "service:delete");

  ConvoxWord {
    data = List.copyOf(data);
  }

  /** Further names of words, in alphabetical order. */
  static List<String> aliases() {
    return RENAMED.keySet().stream().sorted().toList();
  }

  /** The word for an event of elsewhere. */
  static Optional<ConvoxWord> of(Event event) {
    return Optional.ofNullable(BY_TYPE.get(event.type()));
  }

  /** The word with this action, by today's name. */
  static Optional<ConvoxWord> called(String action) {
    return Optional.ofNullable(BY_ACTION.get(action));
  }

  /** Every name that an action has had, that of {@link #ALL} first. */
  static List<String> spellings(String action) {
    var today = canonical(action);
    var former = RENAMED.entrySet().stream().filter(e -> e.getValue().equals(today));
    return Stream.concat(Stream.of(today), former.map(Entry::getKey)).toList();
  }

  /** The action by the name that it has in {@link #ALL}. */
  static String canonical(String action) {
    return action.startsWith("resource:")
        ? "service:" + action.substring("resource:".length())
        : RENAMED.getOrDefault(action, action);
  }

  /** The event type of an action, listed or not. */
  static EventType type(String action) {
    var today = canonical(action);
    return called(today).map(ConvoxWord::type).orElseGet(() -> ownType(today));
  }

  /** What an event has to have for this action and hasn't. */
  Optional<String> lacking(Event event) {
    return data.stream()
        .filter(m -> m.value().apply(event).isEmpty())
        .flatMap(m -> m.essential().stream())
        .findFirst();
  }

  /** The data, as far as it is known. */
  JsonWriter dataOf(Event event) {
    var out = JsonObject.writing();
    data.forEach(member -> out.putText(member.name(), member.value().apply(event)));
    return out;
  }

  private static ConvoxWord word(String action, String type, Member... data) {
    return new ConvoxWord(action, new EventType(type), List.of(data));
  }

  private static ConvoxWord newest(String action) {
    var id =
        action.startsWith("build:")
            ? Stream.of(BUILD_ID)
            : action.startsWith("release:") ? Stream.of(RELEASE_ID) : Stream.<Member>of();
    var data = Stream.of(Stream.of(ACTOR, APP), id, Stream.of(RACK)).flatMap(m -> m).toList();
    return new ConvoxWord(action, ownType(action), data);
  }

  /** An action that Hookcast has no type of its own for is its own type. */
  private static EventType ownType(String action) {
    var dotted = action.replace('.', '-').replace(':', '.');
    return Words.type(dotted.replaceFirst("^app\\.", "application."));
  }

  private static Optional<String> application(Event event) {
    return event.scope().application().flatMap(Named::name);
  }
}
