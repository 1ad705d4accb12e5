package dev.hookcast.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void thePartsOfManyComeToNoMoreThanTheWhole() {
    var whole = new Limits(7, Optional.of(3.0));
    assertThat(whole.sharedBy(1)).isEqualTo(whole);
    assertThat(whole.sharedBy(2)).isEqualTo(new Limits(3, Optional.of(1.5)));
    assertThat(new Limits(7, Optional.empty()).sharedBy(3))
        .isEqualTo(new Limits(2, Optional.empty()));
  }

  @Test
  void nobodyGetsLessThanOneAtOnce() {
    assertThat(new Limits(2, Optional.empty()).sharedBy(5).concurrency()).isEqualTo(1);
  }
}
