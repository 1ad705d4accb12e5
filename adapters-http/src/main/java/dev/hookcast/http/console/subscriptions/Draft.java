package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.Secret;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonBoolean;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.json.JsonWriter;
import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in the form: texts by the names of its fields. Its own text form shows none. */
record Draft(Map<String, String> fields) {
  static final String EVENT = "event:";
  static final String STATUS = "status:";
  static final String REMOVE = "remove:";

  /** The members of a filter that are lists of texts with a field each. */
  static final List<String> LISTS =
      List.of(
          "excluded_events",
          "states",
          "results",
          "racks",
          "projects",
          "environment_types",
          "environments",
          "excluded_environments",
          "applications",
          "clusters",
          "groups");

  Draft {
    fields = Map.copyOf(fields);
  }

  /**
   * What stands in the form of a subscription.
   *
   * @param document its settings in JSON, secrets masked
   * @param spec its sink's
   */
  static Draft of(Settings settings, JsonObject document, SinkSpec spec) {
    var fields = new LinkedHashMap<String, String>();
    for (var name : List.of("name", "description", "sink", "dialect")) {
      fields.put(name, document.text(name).orElse(""));
    }
    for (var option : spec.options()) {
      fields.put("options." + option.name(), option(option, document.object("options")));
    }
    filter(fields, document.object("filter"));
    Terms.write(fields, settings, spec);
    return new Draft(fields);
  }

  private static String option(OptionSpec option, JsonObject options) {
    return switch (option.kind()) {
      case TEXT -> options.text(option.name()).orElse("");
      case BOOLEAN -> options.bool(option.name()).map(Object::toString).orElse("");
      case DURATION -> options.text(option.name()).map(Spans::shortened).orElse("");
      case SIGNING_SECRET, SECRET -> "";
      case SECRETS ->
          options.object(option.name()).members().keySet().stream()
              .map(key -> key + ": " + Secret.MASK)
              .collect(Collectors.joining("\n"));
    };
  }

  private static void filter(Map<String, String> fields, JsonObject filter) {
    var events = texts(filter.array("events"));
    boolean all = events.isEmpty() || events.equals(List.of("*"));
    fields.put("events", all ? "all" : "chosen");
    if (!all) {
      events.forEach(event -> fields.put(EVENT + event, "on"));
    }
    texts(filter.array("statuses")).forEach(status -> fields.put(STATUS + status, "on"));
    for (var name : LISTS) {
      fields.put("filter." + name, String.join("\n", texts(filter.array(name))));
    }
    fields.put("filter.project_match", filter.text("project_match").orElse(""));
  }

  static List<String> texts(JsonArray array) {
    return array.items().stream()
        .flatMap(item -> item instanceof JsonString text ? Stream.of(text.value()) : Stream.of())
        .toList();
  }

  /** The text of a field, without blanks around it; its lines end as they do everywhere else. */
  String text(String name) {
    return fields.getOrDefault(name, "").replace("\r\n", "\n").strip();
  }

  /** The lines of a field that aren't blank. */
  List<String> lines(String name) {
    return text(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** True if a box is checked. */
  boolean checked(String name) {
    return fields.containsKey(name);
  }

  /** What is checked of the boxes whose names begin like this. */
  List<String> checkedOf(String prefix) {
    return fields.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .sorted()
        .toList();
  }

  /** True if all events are wanted. */
  boolean wantsAll() {
    return !text("events").equals("chosen");
  }

  /** True if the secret that signs is to go, and none takes its place. */
  boolean removesSigning(SinkSpec spec) {
    return spec.options().stream()
        .filter(option -> option.kind() == OptionSpec.Kind.SIGNING_SECRET)
        .map(option -> "options." + option.name())
        .anyMatch(name -> checked(REMOVE + name) && text(name).isEmpty());
  }

  /** The events that have no box of their own here, a line each. */
  String otherEvents(EventChoices choices) {
    var unseen = checkedOf(EVENT).stream().filter(event -> !choices.offers(event));
    return Stream.concat(lines("filter.events").stream(), unseen)
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  /** What an option's field shows: of secrets nothing but which there are. */
  String shown(OptionSpec option) {
    var name = "options." + option.name();
    return switch (option.kind()) {
      case TEXT, BOOLEAN, DURATION -> text(name);
      case SIGNING_SECRET, SECRET -> "";
      case SECRETS -> lines(name).stream().map(Draft::masked).collect(Collectors.joining("\n"));
    };
  }

  private static String masked(String line) {
    var entry = Entry.of(line);
    return entry.name() + ": " + (entry.value().equals(Secret.MASK) ? Secret.MASK : "");
  }

  /** A name and its value on one line. */
  private record Entry(String name, String value) {
    static Entry of(String line) {
      int colon = line.indexOf(':');
      return colon < 0
          ? new Entry(line, "")
          : new Entry(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
  }

  /**
   * What is chosen, as the API has it: read strictly, it is settings.
   *
   * @param before the subscription's present settings in the same form, secrets masked; empty for a
   *     new one
   */
  JsonObject document(SinkSpec spec, JsonObject before, Place place) {
    return JsonObject.writing()
        .put("name", text("name"))
        .put("description", text("description"))
        .put("sink", spec.kind())
        .put("enabled", before.bool("enabled").orElse(true))
        .put("dialect", text("dialect"))
        .put("options", options(spec, before))
        .put("filter", new FilterForm(this, before.object("filter"), place).document())
        .putIf("retry", Terms.retry(this))
        .putUnlessEmpty("limits", Terms.limits(this))
        .done();
  }

  private JsonObject options(SinkSpec spec, JsonObject before) {
    boolean same = before.text("sink").filter(spec.kind()::equals).isPresent();
    var kept = same ? before.object("options") : JsonObject.EMPTY;
    var out = JsonObject.writing();
    for (var option : spec.options()) {
      var name = option.name();
      var typed = text("options." + name);
      switch (option.kind()) {
        case TEXT -> putTyped(out, name, typed);
        case SIGNING_SECRET -> putTyped(out, name, typed);
        case DURATION -> putTyped(out, name, Spans.iso(typed));
        case BOOLEAN -> {
          if (!typed.isEmpty()) {
            out.put(name, new JsonBoolean(typed.equals("true")));
          }
        }
        case SECRET -> {
          boolean keeps = kept.get(name).isPresent() && !checked(REMOVE + "options." + name);
          putTyped(out, name, typed.isEmpty() && keeps ? Secret.MASK : typed);
        }
        case SECRETS -> out.put(name, secrets(lines("options." + name), kept.object(name)));
      }
    }
    return out.done();
  }

  private static void putTyped(JsonWriter out, String name, String text) {
    if (!text.isEmpty()) {
      out.put(name, text);
    }
  }

  private static JsonObject secrets(List<String> lines, JsonObject kept) {
    var out = JsonObject.writing();
    for (var line : lines) {
      var entry = Entry.of(line);
      boolean keeps = entry.value().isEmpty() && kept.get(entry.name()).isPresent();
      out.put(entry.name(), keeps ? Secret.MASK : entry.value());
    }
    return out.done();
  }

  @Override
  public String toString() {
    return "Draft" + fields.keySet();
  }

  /** A number as it was typed, or the text, for the core to complain of. */
  static Json number(String text) {
    return text.matches("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,15})?")
        ? new JsonNumber(text)
        : text.equals("none") ? JsonNull.NULL : Json.of(text);
  }
}
