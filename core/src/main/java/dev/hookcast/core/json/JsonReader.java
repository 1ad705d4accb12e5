package dev.hookcast.core.json;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Rfc3339;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object strictly and collects every problem with its pointer instead of stopping at the
 * first one. {@link #end()} throws them all.
 *
 * <p>A member that is {@code null} counts as absent. For one thread.
 */
public final class JsonReader {
  private final JsonObject object;
  private final String pointer;
  private final List<Problem> problems;
  private final Set<String> known = new HashSet<>();

  private JsonReader(JsonObject object, String pointer, List<Problem> problems) {
    this.object = object;
    this.pointer = pointer;
    this.problems = problems;
  }

  /** Reads a whole document. */
  public static JsonReader of(JsonObject document) {
    return new JsonReader(document, "", new ArrayList<>());
  }

  /** A string member. */
  public Optional<String> text(String name) {
    return member(name, "a string", v -> v instanceof JsonString s ? s.value() : null);
  }

  /** A string member of at most {@code max} characters. */
  public Optional<String> text(String name, int max) {
    var text = text(name);
    if (text.filter(t -> t.length() > max).isPresent()) {
      reject(name, "too_long", "This may have at most " + max + " characters.");
    }
    return text;
  }

  /**
   * A string member that is handed on to a constructor; its complaint gets this member's pointer.
   */
  public <T> Optional<T> text(String name, Function<String, T> make) {
    return text(name).flatMap(text -> tried(name, () -> make.apply(text)));
  }

  /** A string member that has to be there; empty, with a problem noted, if it isn't. */
  public <T> Optional<T> required(String name, Function<String, T> make) {
    return there(name) ? text(name, make) : Optional.empty();
  }

  /** A boolean member. */
  public Optional<Boolean> bool(String name) {
    return member(name, "true or false", v -> v instanceof JsonBoolean b ? b.value() : null);
  }

  /** A whole number in the range of a long. */
  public Optional<Long> integer(String name) {
    return member(
        name,
        "a whole number",
        v ->
            v instanceof JsonNumber
                ? object.integer(name).stream().boxed().findFirst().orElse(null)
                : null);
  }

  /** A number, read as a double. */
  public Optional<Double> number(String name) {
    return member(
        name, "a number", v -> v instanceof JsonNumber n ? Double.valueOf(n.literal()) : null);
  }

  /** An RFC 3339 time with its offset. */
  public Optional<Instant> instant(String name) {
    return text(name).flatMap(text -> instant(name, text));
  }

  /** An ISO 8601 duration such as {@code PT0.5S}. */
  public Optional<Duration> duration(String name) {
    return text(name).flatMap(text -> duration(name, text));
  }

  /** An array of ISO 8601 durations; empty when absent. */
  public List<Duration> durations(String name) {
    return items(name, (at, text) -> duration(at, text));
  }

  /** An array of strings; empty when absent. */
  public List<String> texts(String name) {
    return items(name, (at, text) -> Optional.of(text));
  }

  /** An array of strings, each handed on to a constructor; complaints get the entry's pointer. */
  public <T> List<T> texts(String name, Function<String, T> make) {
    return items(name, (at, text) -> tried(at, () -> make.apply(text)));
  }

  /** Any value, {@code null} included. */
  public Optional<Json> any(String name) {
    known.add(name);
    return object.get(name);
  }

  /** An object member as it is. */
  public Optional<JsonObject> object(String name) {
    return member(name, "an object", v -> v instanceof JsonObject o ? o : null);
  }

  /** An object member, read strictly in its turn; its problems are collected here too. */
  public <T> Optional<T> object(String name, Function<JsonReader, T> read) {
    return object(name).flatMap(inner -> nested(name, inner, read));
  }

  /** An object member that has to be there, read strictly in its turn. */
  public <T> Optional<T> requiredObject(String name, Function<JsonReader, T> read) {
    return there(name) ? object(name, read) : Optional.empty();
  }

  /** An array of objects, each read strictly in its turn. */
  public <T> List<T> objects(String name, Function<JsonReader, T> read) {
    var array = member(name, "an array of objects", v -> v instanceof JsonArray a ? a : null);
    var values = new ArrayList<T>();
    var items = array.map(JsonArray::items).orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof JsonObject item) {
        nested(name + "/" + i, item, read).ifPresent(values::add);
      } else {
        reject(name + "/" + i, "type_mismatch", "This has to be an object.");
      }
    }
    return values;
  }

  /** Notes a problem with a member. */
  public void reject(String name, String code, String detail) {
    problems.add(new Problem(pointer + "/" + name, code, detail));
  }

  /** Notes problems that were found elsewhere, with pointers relative to this object. */
  public void reject(List<Problem> found) {
    found.forEach(p -> problems.add(p.under(pointer)));
  }

  /** Notes every member that nobody asked for. */
  public void refuseUnknown() {
    for (var name : object.members().keySet()) {
      if (!known.contains(name)) {
        var escaped = name.replace("~", "~0").replace("/", "~1");
        reject(shortened(escaped), "unknown_field", "There is no member of this name here.");
      }
    }
  }

  /** True while nothing was found wrong. */
  public boolean clean() {
    return problems.isEmpty();
  }

  /** Throws everything that was found, if anything was. */
  public void end() {
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  /** Reads an object as if it stood here as a member; its problems are collected here too. */
  public <T> Optional<T> nested(String name, JsonObject inner, Function<JsonReader, T> read) {
    var reader = new JsonReader(inner, pointer + "/" + name, problems);
    int before = problems.size();
    var value = tried(name, () -> read.apply(reader));
    return problems.size() == before ? value : Optional.empty();
  }

  private boolean there(String name) {
    known.add(name);
    boolean there = object.get(name).filter(v -> !(v instanceof JsonNull)).isPresent();
    if (!there) {
      reject(name, "required", "The member \"" + name + "\" is required.");
    }
    return there;
  }

  private <T> Optional<T> member(String name, String kind, Function<Json, @Nullable T> read) {
    known.add(name);
    var value = object.get(name).filter(v -> !(v instanceof JsonNull));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var result = Optional.<T>ofNullable(read.apply(value.get()));
    if (result.isEmpty()) {
      reject(name, "type_mismatch", "This has to be " + kind + ".");
    }
    return result;
  }

  private <T> List<T> items(String name, BiFunction<String, String, Optional<T>> read) {
    var array = member(name, "an array of strings", v -> v instanceof JsonArray a ? a : null);
    var items = array.map(JsonArray::items).orElse(List.of());
    var values = new ArrayList<T>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof JsonString s) {
        read.apply(name + "/" + i, s.value()).ifPresent(values::add);
      } else {
        reject(name + "/" + i, "type_mismatch", "This has to be a string.");
      }
    }
    return values;
  }

  private Optional<Duration> duration(String name, String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeException | ArithmeticException e) {
      reject(name, "duration_invalid", "This has to be an ISO 8601 duration such as PT5S.");
      return Optional.empty();
    }
  }

  private Optional<Instant> instant(String name, String text) {
    var instant = Rfc3339.parse(text);
    if (instant.isEmpty()) {
      reject(name, "time_invalid", "This has to be an RFC 3339 time such as 2026-01-31T12:00:00Z.");
    }
    return instant;
  }

  private <T> Optional<T> tried(String name, Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (InvalidInput e) {
      e.problems().forEach(p -> problems.add(p.under(pointer + "/" + name)));
      return Optional.empty();
    }
  }

  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "…";
  }
}
