package dev.hookcast.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.filter.FilterJson;
import dev.hookcast.core.filter.Verdict;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TypeIndexTest {
  private static final List<String> PATTERNS =
      List.of(
          "*",
          "environment.deploy",
          "environment.*",
          "environment.access.*",
          "build.create",
          "some.thing",
          "release:promote",
          "hookcast.subscription.disable");
  private static final List<String> TYPES =
      List.of(
          "environment.deploy",
          "environment.access.add",
          "build.create",
          "some.thing",
          "hookcast.subscription.disable");
  private static final List<String> WORDS = List.of("a", "A", "b", "c*", "*", "c1");

  private static final List<Dialect> DIALECTS = Dialects.all().list();

  private final CountingIds ids = new CountingIds();
  private final TypeIndex index = new TypeIndex();

  @Test
  void thousandsThatNameOtherProjectsAreNotAsked() {
    for (int i = 0; i < 10_000; i++) {
      index.put(subscription("projects", List.of("p-" + i)));
    }
    assertThat(index.candidates(event("environment.deploy", "P-77"))).hasSize(1);
    assertThat(index.candidates(event("environment.deploy", "elsewhere"))).isEmpty();
  }

  @Test
  void thousandsThatNameOtherTypesAreNotAsked() {
    for (int i = 0; i < 1_000; i++) {
      index.put(subscription("events", List.of("build.*", "cluster.create")));
    }
    assertThat(index.candidates(event("environment.deploy", "p"))).isEmpty();
    assertThat(index.candidates(event("build.copy", "p"))).hasSize(1_000);
  }

  @Test
  void thousandsThatNameTypesOfTheirOwnAreNotAsked() {
    for (int i = 0; i < 1_000; i++) {
      index.put(subscription("events", List.of("our.type" + i)));
    }
    assertThat(index.candidates(event("our.type77", "p"))).hasSize(1);
    assertThat(index.candidates(event("our.type", "p"))).isEmpty();
  }

  @Test
  void eachDialectsWordsAndAliasesAreFound() {
    for (var dialect : DIALECTS) {
      for (var word :
          Stream.concat(dialect.words().stream(), dialect.aliases().stream()).toList()) {
        var named = speaking(dialect, subscription("events", List.of(word)));
        var fresh = new TypeIndex();
        fresh.put(named);
        for (var type : EventCatalogue.all()) {
          for (var status : EventStatus.values()) {
            for (var event : EventExamples.every(type, status)) {
              if (named.consider(event) instanceof Verdict.Matched) {
                assertThat(fresh.candidates(event)).as("%s, %s", word, event).contains(named);
              }
            }
          }
        }
      }
    }
  }

  @Test
  void whatChangesIsFoundWhereItIsNow() {
    var first = subscription("projects", List.of("a", "b"));
    index.put(first);
    var settings = first.settings();
    var moved =
        first.changed(
            with(settings, subscription("projects", List.of("b", "c"))), first.updatedAt());
    index.put(moved);
    assertThat(index.candidates(event("build.create", "a"))).isEmpty();
    assertThat(index.candidates(event("build.create", "b"))).containsExactly(moved);
    assertThat(index.candidates(event("build.create", "c"))).containsExactly(moved);
    index.remove(first.id());
    assertThat(index.candidates(event("build.create", "b"))).isEmpty();
  }

  @Test
  void itNeverHidesOneThatWantsTheEvent() {
    for (long seed = 1; seed <= 100; seed++) {
      var random = new Random(seed);
      var fresh = new TypeIndex();
      var all = new ArrayList<Subscription>();
      for (int i = 0; i < 30; i++) {
        var one = speaking(DIALECTS.get(random.nextInt(DIALECTS.size())), random(random));
        all.add(one);
        fresh.put(one);
      }
      for (int i = 0; i < 30; i++) {
        var event = event(pick(random, TYPES), pick(random, WORDS));
        var wanting =
            all.stream().filter(s -> s.consider(event) instanceof Verdict.Matched).toList();
        var candidates = fresh.candidates(event);
        assertThat(candidates).as("seed %d", seed).containsAll(wanting);
      }
    }
  }

  private Subscription random(Random random) {
    var out = JsonObject.writing();
    out.put("events", some(random, PATTERNS));
    out.put("projects", some(random, List.of("a", "A", "b", "c*", "*")));
    out.put("environments", some(random, WORDS));
    out.put("racks", some(random, List.of("r")));
    return subscription(out.done());
  }

  private static List<String> some(Random random, List<String> of) {
    var picked = new ArrayList<String>();
    for (int n = random.nextInt(3); n > 0; n--) {
      picked.add(pick(random, of));
    }
    return picked;
  }

  private static String pick(Random random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static Event event(String type, String project) {
    var scope = Scope.NOWHERE.inProject(new Named(Optional.of("id-7"), Optional.of(project)));
    return Sample.event("e", new EventType(type), EventStatus.SUCCEEDED, scope);
  }

  private Subscription subscription(String list, List<String> entries) {
    return subscription(JsonObject.writing().put(list, entries).done());
  }

  private Subscription subscription(JsonObject filter) {
    var sample = Sample.subscription(ids);
    var in = JsonReader.of(filter);
    var read = FilterJson.read(in);
    in.end();
    var was = sample.settings();
    var settings =
        new Settings(
            was.name(),
            was.description(),
            true,
            was.sink(),
            was.dialect(),
            read,
            was.retry(),
            was.limits());
    return sample.changed(settings, sample.updatedAt());
  }

  private static Subscription speaking(Dialect dialect, Subscription subscription) {
    var was = subscription.settings();
    var settings =
        new Settings(
            was.name(),
            was.description(),
            true,
            was.sink(),
            dialect,
            was.filter(),
            was.retry(),
            was.limits());
    return subscription.changed(settings, subscription.updatedAt());
  }

  private static Settings with(Settings settings, Subscription filter) {
    return new Settings(
        settings.name(),
        settings.description(),
        true,
        settings.sink(),
        settings.dialect(),
        filter.settings().filter(),
        settings.retry(),
        settings.limits());
  }
}
