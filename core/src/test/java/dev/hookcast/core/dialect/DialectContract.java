package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.json.RandomJson;
import dev.hookcast.core.spi.TestJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every dialect promises; each sentence of {@link Dialect} is a test. */
public interface DialectContract {
  Arrival ARRIVAL = new Arrival(new EventId("golden-1"), Instant.parse("2026-03-14T10:00:00Z"));
  Recipient RECIPIENT = new Recipient(OrganizationId.DEFAULT, 5, 7, 9, List.of());
  DeliveryId DELIVERY = new DeliveryId("019a9f3e-5b1c-7d20-8f44-3c1e5a7b9d02");
  Instant AT = Instant.ofEpochSecond(1_773_480_372);
  byte[] BODY = "{\"ü\":1}".getBytes(StandardCharsets.UTF_8);

  /** The dialect under test. */
  Dialect dialect();

  /** The platform's documented words in the order of its page. */
  List<String> documented();

  /** What the platform's requests say their content is. */
  String contentType();

  /** A document in which everything is wrong that can be, and the pointers to it. */
  JsonObject wrong();

  /** Where {@link #wrong()} is wrong, in the order of the dialect's own reading. */
  List<String> pointers();

  /** Members that the platform always sends, if need be without anything in them. */
  default Set<String> alwaysThere() {
    return Set.of();
  }

  /** The document with another word for what happened. */
  JsonObject called(String word, JsonObject document);

  @Test
  default void isFoundByItsName() {
    assertThat(dialect().name()).matches("[a-z]+");
    assertThat(Dialects.all().named(dialect().name()).orElseThrow()).hasSameClassAs(dialect());
  }

  @Test
  default void listsTheWordsOfThePlatformsPageInItsOrder() {
    assertThat(dialect().words()).isEqualTo(documented());
  }

  @Test
  default void hasNoAliasThatIsAWordAlready() {
    assertThat(dialect().aliases()).doesNotContainAnyElementsOf(dialect().words());
  }

  @Test
  default void everyDocumentedWordHasAGoldenFile() {
    var files = golden().map(Golden::name);
    assertThat(files).containsAll(documented().stream().map(w -> w.replace(':', '-')).toList());
  }

  @Test
  default void readsAPayloadAsTheEventThatItMeans() {
    assertThat(golden()).allSatisfy(g -> assertThat(form(read(g))).isEqualTo(g.event()));
  }

  @Test
  default void writesWhatCameInThroughItAsTheSameDocument() {
    assertThat(golden())
        .allSatisfy(g -> assertThat(wire(render(read(g)))).isEqualTo(wire(g.received())));
  }

  @Test
  default void writesWhatCameFromElsewhereInThePlatformsWordsOrSaysWhyNot() {
    assertThat(golden())
        .allSatisfy(
            g -> {
              var event = EventJson.read(g.event());
              switch (dialect().name(event)) {
                case Naming.Named named ->
                    assertThat(wire(render(event))).isEqualTo(wire(g.sent().orElseThrow()));
                case Naming.Unnamed unnamed ->
                    assertThat(unnamed.why()).isEqualTo(g.skipped().orElseThrow());
              }
            });
  }

  @Test
  default void carriesUnknownMembersWhateverTheyHold() {
    var documents = golden().map(Golden::received).toList();
    for (long seed = 1; seed <= 300; seed++) {
      var random = new RandomJson(seed);
      var document = random.disturbed(random.oneOf(documents));
      assertThat(wire(render(dialect().parse(document, ARRIVAL))))
          .as("seed %d", seed)
          .isEqualTo(wire(document));
    }
  }

  @Test
  default void carriesUnknownTypesUnlessItsVocabularyIsClosed() {
    var usual = golden().findFirst().orElseThrow().received();
    var document = called("planet:some.thing:New", usual);
    if (dialect().closed()) {
      var refusal =
          catchThrowableOfType(InvalidInput.class, () -> dialect().parse(document, ARRIVAL));
      var changed =
          document.members().keySet().stream()
              .filter(name -> !document.get(name).equals(usual.get(name)))
              .map(name -> "/" + name);
      assertThat(refusal.problems())
          .extracting(Problem::pointer)
          .containsExactlyElementsOf(changed.toList());
    } else {
      var event = dialect().parse(document, ARRIVAL);
      assertThat(EventCatalogue.knows(event.type())).isFalse();
      assertThat(wire(render(event))).isEqualTo(wire(document));
      assertThat(dialect().name(event))
          .isInstanceOfSatisfying(
              Naming.Named.class, n -> assertThat(n.word()).isEqualTo("planet:some.thing:New"));
    }
  }

  @Test
  default void namesEachMemberThatIsMissingOrCantBeUnderstood() {
    var refusal = catchThrowableOfType(InvalidInput.class, () -> dialect().parse(wrong(), ARRIVAL));
    assertThat(refusal.problems()).extracting(Problem::pointer).isEqualTo(pointers());
    var empty =
        catchThrowableOfType(InvalidInput.class, () -> dialect().parse(JsonObject.EMPTY, ARRIVAL));
    assertThat(empty.problems()).extracting(Problem::code).containsOnly("required");
  }

  @Test
  default void isAFunctionOfItsArgumentsForAnyNumberOfThreads() {
    assertThat(golden())
        .allSatisfy(
            g -> {
              var once = read(g);
              assertThat(IntStream.range(0, 16).parallel().mapToObj(i -> read(g)))
                  .allSatisfy(again -> assertThat(again).isEqualTo(once));
            });
  }

  @Test
  default void saysEveryExampleInTheShapeOfItsSchemaOrWhyNot() {
    for (var event : examples()) {
      switch (dialect().name(event)) {
        case Naming.Named named -> {
          assertThat(dialect().words()).contains(named.word());
          var known = Stream.concat(dialect().words().stream(), dialect().aliases().stream());
          assertThat(known).containsAll(named.aliases());
          assertThat(SchemaCheck.problems(dialect().schema(named.word()), render(event)))
              .as("%s %s", event.type(), event.status())
              .isEmpty();
          assertThat(emptyMembers(render(event))).isEmpty();
        }
        case Naming.Unnamed unnamed ->
            assertThat(unnamed.why()).matches(reasons(event.type(), event.status()));
      }
    }
  }

  @Test
  default void leavesOutWhatIsNotKnown() {
    for (var type : EventCatalogue.all()) {
      var event = bare(type);
      switch (dialect().name(event)) {
        case Naming.Named named -> assertThat(emptyMembers(render(event))).as("%s", type).isEmpty();
        case Naming.Unnamed unnamed ->
            assertThat(unnamed.why()).matches(reasons(type, event.status()));
      }
    }
  }

  @Test
  default void schemasDescribeTheDocumentedPayloads() {
    for (var word : documented()) {
      var file = word.replace(':', '-');
      var document = golden().filter(g -> g.name().equals(file)).findFirst().orElseThrow();
      assertThat(SchemaCheck.problems(dialect().schema(word), document.received()))
          .as(word)
          .isEmpty();
      assertThat(SchemaCheck.problems(dialect().schema(word), JsonObject.EMPTY)).isNotEmpty();
    }
  }

  @Test
  default void saysWhatItsRequestsContain() {
    assertThat(dialect().contentType()).isEqualTo(contentType());
  }

  @Test
  default void provesNothingWithoutASecret() {
    assertThat(dialect().sign(List.of(), DELIVERY, AT, BODY)).isEmpty();
  }

  @Test
  default void aFreshSecretFollowsFromChanceAndCanBeUsed() {
    var fresh = dialect().freshSecret(new Random(4));
    assertThat(fresh).isEqualTo(dialect().freshSecret(new Random(4)));
    assertThat(fresh.flatMap(dialect()::objection)).isEmpty();
  }

  @Test
  default void itsTermsAreTermsThatASubscriptionMayHave() {
    assertThat(dialect().terms().retry().problems()).isEmpty();
    assertThat(dialect().terms().successFrom()).isLessThanOrEqualTo(dialect().terms().successTo());
  }

  private Stream<Golden> golden() {
    return Golden.of(dialect().name()).stream();
  }

  private Event read(Golden golden) {
    return dialect().parse(golden.received(), ARRIVAL);
  }

  private JsonObject render(Event event) {
    return dialect().render(event, RECIPIENT);
  }

  /** Hookcast's own form without the document that was carried along. */
  private JsonObject form(Event event) {
    var form = EventJson.write(event);
    return form.object("data").get(dialect().name()).isPresent() ? form.without("data") : form;
  }

  private String reasons(EventType type, EventStatus status) {
    var name = dialect().name();
    return "lacks [a-z_.]+|%s never sends %s|%s has no word for %s( %s)?"
        .formatted(name, type, name, type, status.word());
  }

  private static List<Event> examples() {
    return EventCatalogue.all().stream()
        .flatMap(t -> Stream.of(EventStatus.values()).map(s -> EventExamples.of(t, s)))
        .toList();
  }

  private static Event bare(EventType type) {
    return EventJson.read(
        EventJson.filled(JsonObject.writing().put("type", type.value()).done(), ARRIVAL));
  }

  private Stream<String> emptyMembers(Json value) {
    return switch (value) {
      case JsonNull n -> Stream.of("null");
      case JsonString s when s.value().isEmpty() -> Stream.of("an empty text");
      case JsonArray a when a.items().isEmpty() -> Stream.of("an empty array");
      case JsonObject o when o.members().isEmpty() -> Stream.of("an empty object");
      case JsonArray a -> a.items().stream().flatMap(this::emptyMembers);
      case JsonObject o ->
          o.members().entrySet().stream()
              .filter(m -> !alwaysThere().contains(m.getKey()))
              .flatMap(m -> emptyMembers(m.getValue()));
      default -> Stream.empty();
    };
  }

  private static String wire(JsonObject document) {
    return TestJson.text(document);
  }
}
