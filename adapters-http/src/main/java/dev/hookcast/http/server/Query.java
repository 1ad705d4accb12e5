package dev.hookcast.http.server;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Rfc3339;
import dev.hookcast.core.spi.Page;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Query parameters, read strictly: {@link #end()} refuses what was wrong and what nobody asked for,
 * because a filter with a typing error would quietly list everything. For one thread.
 */
public final class Query {
  private static final int MAX_LIMIT = 200;
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_NAME = 100;

  private final String at;
  private final int maxLength;
  private final boolean lines;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  private Query(String at, int maxLength, boolean lines) {
    this.at = at;
    this.maxLength = maxLength;
    this.lines = lines;
  }

  /** Reads what stands behind the question mark. */
  static Query parse(Optional<String> raw) {
    var query = new Query("/query/", MAX_LENGTH, false);
    raw.ifPresent(query::read);
    return query;
  }

  /** The fields of a form that came as a body; each may be as long as a body, in many lines. */
  static Map<String, String> form(String body) {
    var form = new Query("/", Integer.MAX_VALUE, true);
    form.read(body);
    form.known.addAll(form.values.keySet());
    form.end();
    return Map.copyOf(form.values);
  }

  private void read(String text) {
    Stream.of(text.split("&", -1)).filter(pair -> !pair.isEmpty()).forEach(this::add);
  }

  /** A parameter's text; an empty one counts as absent. */
  public Optional<String> text(String name) {
    known.add(name);
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** A parameter that is handed on to a constructor; its complaint gets this parameter's name. */
  public <T> Optional<T> text(String name, Function<String, T> make) {
    return text(name).flatMap(text -> tried(name, () -> make.apply(text)));
  }

  /** The id of something of ours. */
  public <T> Optional<T> id(String name, Function<String, T> make) {
    var id = text(name);
    if (id.filter(text -> !Call.isId(text)).isPresent()) {
      reject(name, "id_invalid", "This has to be an id as Hookcast gives them out.");
      return Optional.empty();
    }
    return id.map(make);
  }

  /** A span of time, open where there is no bound. */
  public record Period(Optional<Instant> since, Optional<Instant> until) {
    private boolean reversed() {
      return since.flatMap(from -> until.filter(to -> to.isBefore(from))).isPresent();
    }
  }

  /** An RFC 3339 time with its offset. */
  private Optional<Instant> instant(String name) {
    return text(name).flatMap(text -> instant(name, text));
  }

  /** When what is listed happened, from {@code since} until {@code until}. */
  public Period period() {
    var period = new Period(instant("since"), instant("until"));
    if (period.reversed()) {
      reject("until", "time_invalid", "This can't be before since.");
    }
    return period;
  }

  /** {@code limit} and {@code cursor}. */
  public Page.Wanted page() {
    var limit = text("limit").flatMap(this::limit).orElse(DEFAULT_LIMIT);
    var cursor = text("cursor");
    var before = cursor.flatMap(Paging::number);
    if (cursor.isPresent() && before.isEmpty()) {
      reject("cursor", ProblemType.CURSOR_INVALID.code(), "Take next_cursor as it was answered.");
    }
    return new Page.Wanted(limit, before);
  }

  /** Notes a problem with a parameter. */
  public void reject(String name, String code, String detail) {
    problems.add(new Problem(at + name, code, detail));
  }

  /** Refuses the call if anything was wrong. */
  public void end() {
    for (var name : values.keySet()) {
      if (!known.contains(name)) {
        var shown = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
        var pointer = shown.replace("~", "~0").replace("/", "~1");
        reject(pointer, ProblemType.UNKNOWN_PARAMETER.code(), "The parameters are " + names());
      }
    }
    if (!problems.isEmpty()) {
      throw Refusal.ofQuery(problems);
    }
  }

  private String names() {
    return known.isEmpty()
        ? "none here."
        : known.stream().collect(Collectors.joining(", ", "", "."));
  }

  private void add(String pair) {
    int equals = pair.indexOf('=');
    var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
    var value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
    if (value.length() > maxLength || value.chars().anyMatch(this::isControl)) {
      reject(name, ProblemType.PARAMETER_INVALID.code(), "This is too long, or not text.");
    } else if (values.putIfAbsent(name, value) != null) {
      reject(name, ProblemType.PARAMETER_INVALID.code(), "This may be given only once.");
    }
  }

  private boolean isControl(int c) {
    boolean ofLines = lines && (c == '\n' || c == '\r' || c == '\t');
    return Character.isISOControl(c) && !ofLines;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(ProblemType.PARAMETER_INVALID, "A percent sign needs two digits behind it.");
    }
  }

  private Optional<Integer> limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return Optional.of(limit);
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    reject("limit", "limit_invalid", "This has to be a whole number from 1 to " + MAX_LIMIT + ".");
    return Optional.empty();
  }

  private Optional<Instant> instant(String name, String text) {
    // An offset's plus sign that wasn't encoded has become a space.
    var instant = Rfc3339.parse(text.replace(' ', '+'));
    if (instant.isEmpty()) {
      reject(name, "time_invalid", "This has to be an RFC 3339 time such as 2026-01-31T12:00:00Z.");
    }
    return instant;
  }

  private <T> Optional<T> tried(String name, Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (InvalidInput e) {
      e.problems().forEach(p -> problems.add(p.under(at + name)));
      return Optional.empty();
    }
  }
}
