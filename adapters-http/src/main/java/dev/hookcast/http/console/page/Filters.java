package dev.hookcast.http.console.page;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Rfc3339;
import dev.hookcast.core.spi.Page;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Paging;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a list's form asks for, as it was typed, and what is wrong with it. What can't be understood
 * isn't dropped: the page says so at its field, and lists nothing. For one thread.
 */
public final class Filters {
  /** In which zone times are typed; a browser's script fills it in. */
  public static final String ZONE = "zone";

  private final String address;
  private final Page.Wanted page;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> problems = new LinkedHashMap<>();

  private Filters(String address, Page.Wanted page) {
    this.address = address;
    this.page = page;
  }

  /** Reads these fields of a form that leads to this address. */
  public static Filters of(Call call, String address, List<String> names) {
    var filters = new Filters(address, call.query().page());
    for (var name : names) {
      call.parameter(name).map(String::strip).ifPresent(v -> filters.values.put(name, v));
    }
    return filters;
  }

  /** The same of a form that was sent. */
  public static Filters of(String address, Map<String, String> form, List<String> names) {
    var filters = new Filters(address, new Page.Wanted(1, Optional.empty()));
    for (var name : names) {
      filters.values.put(name, form.getOrDefault(name, "").strip());
    }
    return filters;
  }

  /** What was typed into a field. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** What is wrong with a field; empty if nothing is. */
  public String problem(String name) {
    return problems.getOrDefault(name, "");
  }

  /** True if nothing that was read so far was wrong. */
  public boolean understood() {
    return problems.isEmpty();
  }

  /** True if anything narrows the list. */
  public boolean narrow() {
    return values.entrySet().stream()
        .anyMatch(each -> !each.getKey().equals(ZONE) && !each.getValue().isEmpty());
  }

  /** A field as something else. */
  public <T> Optional<T> read(String name, Function<String, T> make) {
    try {
      return Optional.of(value(name)).filter(text -> !text.isEmpty()).map(make);
    } catch (InvalidInput e) {
      problems.put(name, e.problems().getFirst().detail());
      return Optional.empty();
    }
  }

  /** A point in time: of the zone that the form names, or with an offset of its own. */
  public Optional<Instant> time(String name) {
    return read(name, text -> Rfc3339.parse(text).orElseGet(() -> local(text)));
  }

  private Instant local(String text) {
    try {
      return LocalDateTime.parse(text).atZone(zone()).toInstant();
    } catch (DateTimeException e) {
      throw InvalidInput.of("", "time_invalid", "Write a time like 2026-01-31T12:00.");
    }
  }

  /** Notes that something is wrong with a field, if nothing is yet. */
  public void reject(String name, String why) {
    problems.putIfAbsent(name, why);
  }

  /** In which zone its times are meant. */
  public ZoneId zone() {
    try {
      return ZoneId.of(value(ZONE).isEmpty() ? "UTC" : value(ZONE));
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  /** Which page of the list is wanted. */
  public Page.Wanted page() {
    return page;
  }

  /** True on the first page. */
  public boolean first() {
    return page.before().isEmpty();
  }

  /** The address of this very list, from its first page on. */
  public String here() {
    var query =
        values.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .map(each -> each.getKey() + "=" + Frame.encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? address : address + "?" + query;
  }

  /** The address of the page that comes behind this number. */
  public String behind(long number) {
    var here = here();
    return here + (here.contains("?") ? "&" : "?") + "cursor=" + Paging.cursor(number);
  }
}
