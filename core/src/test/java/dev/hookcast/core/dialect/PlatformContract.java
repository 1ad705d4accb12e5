package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What every platform's dialect promises beside {@link DialectContract}. */
public interface PlatformContract extends DialectContract {
  @Test
  default void anEventCarriesItsWholeDocumentForTheOtherDialects() {
    for (var golden : Golden.of(dialect().name())) {
      var event = dialect().parse(golden.received(), ARRIVAL);
      assertThat(event.details().data())
          .isEqualTo(JsonObject.writing().put(dialect().name(), golden.received()).done());
      assertThat(new CloudEventsDialect().render(event, RECIPIENT).object("data").object("data"))
          .isEqualTo(event.details().data());
    }
  }
}
