package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
  void anUnknownNameFindsNothing() {
    assertThat(Dialects.all().named("Convox")).isEmpty();
  }

  @Test
  void theirNamesAreListedAsAnErrorTextNeedsThem() {
    var two = new Dialects(List.of(new ConvoxDialect(), new PlatformshDialect()));
    assertThat(two.names()).isEqualTo("convox, platformsh");
  }
}
