package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.api.Catalogue;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What there is to choose from, given the sink and the dialect that are chosen already.
 *
 * @param sink the one that is chosen
 * @param dialect the one that is chosen
 */
record Offer(
    List<SinkSpec> sinks,
    List<Dialect> dialects,
    SinkSpec sink,
    Dialect dialect,
    Vocabulary vocabulary,
    EventChoices events) {

  /** Makes offers. Safe for any number of threads. */
  static final class Maker {
    private static final String USUAL_SINK = "webhook";

    private final Catalogue catalogue;
    private final Map<String, Vocabulary> vocabularies = new ConcurrentHashMap<>();

    Maker(Catalogue catalogue) {
      this.catalogue = catalogue;
    }

    /** What a form offers; the usual where something is chosen that there isn't. */
    Offer of(Draft draft) {
      var sinks = catalogue.sinks();
      var dialects = catalogue.dialects();
      var sink =
          sinks.stream()
              .filter(spec -> spec.kind().equals(draft.text("sink")))
              .findFirst()
              .orElseGet(() -> usual(sinks));
      var dialect = catalogue.dialect(draft.text("dialect")).orElseGet(dialects::getFirst);
      var vocabulary = vocabulary(dialect);
      return new Offer(
          sinks,
          dialects,
          sink,
          dialect,
          vocabulary,
          EventChoices.of(dialect, vocabulary, sink.speaksDialect()));
    }

    /** What a dialect can say. */
    Vocabulary vocabulary(Dialect dialect) {
      return vocabularies.computeIfAbsent(dialect.name(), name -> Vocabulary.of(dialect));
    }

    /** The spec of a subscription's sink, unless that was switched off. */
    Optional<SinkSpec> sink(Settings settings) {
      return catalogue.sink(settings.sink().kind()).map(sink -> sink.spec());
    }

    private static SinkSpec usual(List<SinkSpec> sinks) {
      return sinks.stream()
          .filter(spec -> spec.kind().equals(USUAL_SINK))
          .findFirst()
          .orElseGet(sinks::getFirst);
    }
  }

  /** The types that an example can be made of. */
  List<String> exampleTypes() {
    return vocabulary.types(sink.speaksDialect());
  }
}
