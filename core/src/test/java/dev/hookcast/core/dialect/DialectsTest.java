package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.Naming;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialectsTest {
  @Test
  void twoOfOneNameAreRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Dialects(List.of(new ConvoxDialect(), new ConvoxDialect())))
        .withMessageContaining("convox");
  }

  @Test
  void theDefaultComesFirstAndIsThere() {
    assertThat(Dialects.all().list().getFirst().name()).isEqualTo(Dialects.DEFAULT);
    assertThat(Dialects.all().named(Dialects.DEFAULT)).isPresent();
  }

  @Test
  void everyPairTranslatesOrSaysWhyItCannot() {
    for (var from : Dialects.all().list()) {
      for (var golden : Golden.of(from.name())) {
        var event = from.parse(golden.received(), DialectContract.ARRIVAL);
        for (var to : others(from)) {
          assertThat(translated(event, to))
              .as("%s %s to %s", from.name(), golden.name(), to.name())
              .isEmpty();
        }
      }
    }
  }

  private static List<Dialect> others(Dialect one) {
    return Dialects.all().list().stream().filter(d -> !d.name().equals(one.name())).toList();
  }

  /** What is wrong with what the other dialect makes of the event. */
  private static List<String> translated(Event event, Dialect to) {
    return switch (to.name(event)) {
      case Naming.Unnamed unnamed ->
          unnamed.why().matches(".+ has no word for .+|lacks .+|.+ never sends .+")
              ? List.of()
              : List.of(unnamed.why());
      case Naming.Named named -> {
        var sent = to.render(event, DialectContract.RECIPIENT);
        yield to.words().contains(named.word())
            ? SchemaCheck.problems(to.schema(named.word()), sent)
            : List.of();
      }
    };
  }

  @Test
  void anUnknownNameFindsNothing() {
    assertThat(Dialects.all().named("Convox")).isEmpty();
  }

  @Test
  void theirNamesAreListedAsAnErrorTextNeedsThem() {
    var two = new Dialects(List.of(new ConvoxDialect(), new PlatformshDialect()));
    assertThat(two.names()).isEqualTo("convox, platformsh");
  }
}
