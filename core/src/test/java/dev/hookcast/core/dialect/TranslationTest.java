package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Rfc3339;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranslationTest {
  private static final int PAYLOADS_PER_WORD = 12;

  /** What the dialects say that is no fact of an event but a word of theirs. */
  private static final Set<String> VOCABULARY =
      Set.of(
          "1.0",
          "application/json",
          "/organizations/default",
          "default",
          "success",
          "error",
          "start",
          "DEPLOYMENT",
          "DEPLOYED",
          "DEPLOYING",
          "CANCELED",
          "DEPLOYMENT_ERROR",
          "complete",
          "in_progress",
          "cancelled",
          "failure",
          "upstream");

  static List<Dialect> dialects() {
    return Dialects.all().list();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyWordOfEveryPlatformIsToldInTheShapeOfTheOthersOrSaidWhyNot(Dialect from) {
    var words = Stream.concat(from.words().stream(), from.aliases().stream()).toList();
    for (var word : words) {
      for (long seed = 1; seed <= PAYLOADS_PER_WORD; seed++) {
        var document = new RandomPayloads(seed).of(from, word);
        var event = from.parse(document, DialectContract.ARRIVAL);
        others(from)
            .forEach(
                to -> assertThat(wrong(event, to)).as(told(from, word, to, document)).isEmpty());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyGoldenPayloadIsToldInTheShapeOfTheOthersOrSaidWhyNot(Dialect from) {
    for (var golden : Golden.of(from.name())) {
      var event = from.parse(golden.received(), DialectContract.ARRIVAL);
      others(from)
          .forEach(
              to ->
                  assertThat(wrong(event, to))
                      .as(told(from, golden.name(), to, golden.received()))
                      .isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyTypeInEveryStatusIsToldInItsShapeOrSaidWhyNot(Dialect to) {
    examples().forEach(event -> assertThat(wrong(event, to)).as("%s to %s", event, to).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyWordIsSaidOfSomeExampleUnlessItIsNeverSent(Dialect dialect) {
    var said =
        examples()
            .map(dialect::name)
            .flatMap(n -> n instanceof Naming.Named named ? Stream.of(named.word()) : Stream.of())
            .collect(Collectors.toSet());
    var unsaid = dialect.words().stream().filter(word -> !said.contains(word)).toList();
    assertThat(unsaid)
        .isEqualTo(
            dialect instanceof PlatformshDialect
                ? List.of("project.create", "integration.webhook")
                : List.of());
  }

  private static Stream<Event> examples() {
    return EventCatalogue.all().stream()
        .flatMap(type -> Stream.of(EventStatus.values()).map(s -> EventExamples.every(type, s)))
        .flatMap(List::stream);
  }

  private static List<Dialect> others(Dialect one) {
    return dialects().stream().filter(d -> !d.name().equals(one.name())).toList();
  }

  private static String told(Dialect from, String word, Dialect to, JsonObject document) {
    return "%s %s to %s: %s".formatted(from.name(), word, to.name(), document);
  }

  /** What is wrong with what the dialect makes of the event. */
  private static List<String> wrong(Event event, Dialect to) {
    return switch (to.name(event)) {
      case Naming.Unnamed unnamed ->
          unnamed.why().matches(to.name() + " has no word for .+|lacks .+|.+ never sends .+")
              ? List.of()
              : List.of(unnamed.why());
      case Naming.Named named -> {
        var sent = to.render(event, DialectContract.RECIPIENT);
        var misshapen =
            to.words().contains(named.word())
                ? SchemaCheck.problems(to.schema(named.word()), sent).stream()
                : Stream.<String>empty();
        yield Stream.concat(misshapen, invented(event, named, sent)).toList();
      }
    };
  }

  /** Values that are neither facts of the event nor words of the dialect. */
  private static Stream<String> invented(Event event, Naming.Named named, JsonObject sent) {
    var form = EventJson.write(event);
    var facts = values(form).collect(Collectors.toCollection(HashSet::new));
    facts.addAll(VOCABULARY);
    facts.add(named.word());
    return values(sent).filter(value -> !known(value, facts, event.times()));
  }

  private static boolean known(String value, Set<String> facts, Times times) {
    return facts.contains(value)
        || facts.stream().anyMatch(f -> f.toLowerCase(Locale.ROOT).equals(value))
        || facts.stream().anyMatch(f -> f.lines().toList().contains(value))
        || isMadeOf(value, facts)
        || happened(times).anyMatch(t -> Rfc3339.parse(value).filter(t::equals).isPresent())
        || happened(times).anyMatch(t -> value.equals(Long.toString(t.getEpochSecond())))
        || List.of("5", "7", "9").contains(value); // the recipient's own numbers
  }

  /** True for facts with slashes between them; a fact may have slashes of its own. */
  private static boolean isMadeOf(String value, Set<String> facts) {
    return facts.contains(value)
        || IntStream.range(0, value.length())
            .filter(i -> value.charAt(i) == '/' && facts.contains(value.substring(0, i)))
            .anyMatch(i -> isMadeOf(value.substring(i + 1), facts));
  }

  private static Stream<Instant> happened(Times times) {
    return Stream.of(
            Stream.of(times.occurredAt()), times.startedAt().stream(), times.completedAt().stream())
        .flatMap(t -> t)
        // Some platforms tell microseconds.
        .flatMap(t -> Stream.of(t, t.truncatedTo(ChronoUnit.MICROS)));
  }

  private static Stream<String> values(Json value) {
    return switch (value) {
      case JsonString s -> Stream.of(s.value());
      case JsonNumber n -> Stream.of(n.literal());
      case JsonArray a -> a.items().stream().flatMap(TranslationTest::values);
      case JsonObject o -> o.members().values().stream().flatMap(TranslationTest::values);
      default -> Stream.empty();
    };
  }
}
