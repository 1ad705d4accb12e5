package dev.hookcast.http.console.administration;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.access.AddressBlock;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.ScopeSet;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.http.server.Addresses;
import dev.hookcast.http.server.TokenNames;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A token as it is asked for: what was typed, what may be chosen, and what is wrong with it.
 *
 * @param held the scopes of whoever fills it in: nobody gives away more than they have
 * @param problems what is wrong, by field
 */
record TokenForm(
    Map<String, String> fields, Set<TokenScope> held, Map<String, List<String>> problems) {
  private static final String SCOPE = "scope:";
  private static final String OWN = "own";

  static TokenForm empty(Set<TokenScope> held) {
    return new TokenForm(Map.of("role", ScopeSet.VIEWER.word()), held, Map.of());
  }

  static TokenForm of(Map<String, String> fields, Set<TokenScope> held) {
    return new TokenForm(fields, held, Map.of());
  }

  /** The same with what is wrong with it. */
  TokenForm with(InvalidInput input) {
    var byField = new LinkedHashMap<String, List<String>>();
    for (var problem : input.problems()) {
      var field =
          problem.pointer().isEmpty() ? "" : problem.pointer().substring(1).split("/", 2)[0];
      byField.computeIfAbsent(field, unseen -> new ArrayList<>()).add(problem.detail());
    }
    return new TokenForm(fields, held, byField);
  }

  /**
   * What is wanted.
   *
   * @throws InvalidInput with everything that is wrong with it
   */
  Grant grant() {
    var wrong = new ArrayList<Problem>();
    var end = Optional.<Instant>empty();
    var addresses = new ArrayList<AddressBlock>();
    try {
      TokenNames.checked(name());
    } catch (InvalidInput e) {
      wrong.addAll(e.under("/name").problems());
    }
    try {
      end = expiry();
    } catch (DateTimeParseException e) {
      wrong.add(new Problem("/expires_at", "time_invalid", "Write a day like 2027-01-31."));
    }
    try {
      typed("addresses").map(Addresses::block).forEach(addresses::add);
    } catch (InvalidInput e) {
      wrong.addAll(e.under("/addresses").problems());
    }
    if (addresses.size() > Addresses.MOST) {
      wrong.add(new Problem("/addresses", "too_many", "There may be at most 50."));
    }
    if (scopes().isEmpty()) {
      wrong.add(new Problem("/scopes", "required", "Choose what it may do: one scope at least."));
    }
    if (!wrong.isEmpty()) {
      throw new InvalidInput(wrong);
    }
    return new Grant(name(), scopes(), end, addresses);
  }

  String name() {
    return value("name");
  }

  String day() {
    return value("expires_at");
  }

  String addresses() {
    return value("addresses");
  }

  /** What was typed with blanks, commas or line feeds between. */
  private Stream<String> typed(String field) {
    return Arrays.stream(value(field).split("[\\s,]+", -1)).filter(word -> !word.isEmpty());
  }

  private Optional<Instant> expiry() {
    return Optional.of(day())
        .filter(day -> !day.isBlank())
        .map(day -> LocalDate.parse(day.strip()).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private Set<TokenScope> scopes() {
    var set = ScopeSet.named(value("role"));
    if (set.isPresent()) {
      return set.get().scopes();
    }
    var scopes = EnumSet.noneOf(TokenScope.class);
    offered().stream().filter(this::chosen).forEach(scopes::add);
    return scopes;
  }

  /** The roles of which whoever fills it in has every scope. */
  List<ScopeSet> roles() {
    return Arrays.stream(ScopeSet.values()).filter(set -> held.containsAll(set.scopes())).toList();
  }

  /** The scopes that can be given to a token of an organization. */
  List<TokenScope> offered() {
    return Arrays.stream(TokenScope.values())
        .filter(scope -> scope != TokenScope.SYSTEM_ADMIN && held.contains(scope))
        .toList();
  }

  boolean hasRole(String word) {
    return value("role").equals(word);
  }

  boolean single() {
    return hasRole(OWN);
  }

  boolean chosen(TokenScope scope) {
    return fields.containsKey(SCOPE + scope.word());
  }

  /** What is wrong with a field. */
  List<String> problems(String field) {
    return problems.getOrDefault(field, List.of());
  }

  private String value(String field) {
    return fields.getOrDefault(field, "");
  }

  /** What a role is for. */
  static String purpose(ScopeSet role) {
    return switch (role) {
      case OWNER -> "Everything within this organization, its tokens and its audit log too.";
      case EDITOR -> "Publishes, subscribes, and looks after deliveries and what they hold.";
      case VIEWER -> "Sees what happens, but no payload and no header.";
    };
  }
}
