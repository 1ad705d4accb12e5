package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.event.Naming;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.TestJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SameInSameOutTest {
  private static final int PAYLOADS_PER_WORD = 25;

  static List<Dialect> dialects() {
    return Dialects.all().list();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void whateverComesInInAnyOfItsWordsLeavesAsTheSameDocument(Dialect dialect) {
    for (var word : everyWord(dialect)) {
      for (long seed = 1; seed <= PAYLOADS_PER_WORD; seed++) {
        var document = new RandomPayloads(seed).of(dialect, word);
        var event = dialect.parse(document, DialectContract.ARRIVAL);

        assertThat(TestJson.text(dialect.render(event, DialectContract.RECIPIENT)))
            .as("%s %s, seed %d", dialect.name(), word, seed)
            .isEqualTo(TestJson.text(withWhatItsPlatformAdds(dialect, document)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void itIsCalledAsItCameAndByEveryOtherNameOfTheSame(Dialect dialect) {
    for (var word : everyWord(dialect)) {
      var document = new RandomPayloads(1).of(dialect, word);
      var naming = dialect.name(dialect.parse(document, DialectContract.ARRIVAL));
      if (naming instanceof Naming.Named named) {
        assertThat(named.word()).isEqualTo(word);
        assertThat(named.answersTo(word)).isTrue();
      } else {
        assertThat(naming).isEqualTo(new Naming.Unnamed(dialect.name() + " never sends " + word));
      }
    }
  }

  private static List<String> everyWord(Dialect dialect) {
    return Stream.concat(dialect.words().stream(), dialect.aliases().stream()).toList();
  }

  /** Horizon tells each receiver the number of its webhook and of the entry in its log. */
  private static JsonObject withWhatItsPlatformAdds(Dialect dialect, JsonObject document) {
    return dialect instanceof HorizonDialect
        ? document
            .with("id", Json.of(DialectContract.RECIPIENT.log()))
            .with("webhookID", Json.of(DialectContract.RECIPIENT.subscription()))
        : document;
  }
}
