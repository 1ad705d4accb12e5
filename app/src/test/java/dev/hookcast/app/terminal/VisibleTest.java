package dev.hookcast.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void usualTextStaysItself() {
    assertThat(Visible.line("Größe, 🚀 и 日本")).isEqualTo("Größe, 🚀 и 日本");
    assertThat(Visible.block("a\n\tb\r\nc")).isEqualTo("a\n\tb\nc");
  }

  @Test
  void aLoneCarriageReturnIsSpeltOut() {
    assertThat(Visible.block("safe\rgone")).isEqualTo("safe\\u000dgone");
  }

  @Test
  void whateverComesNothingControlsTheTerminal() {
    long seed = 20261120;
    var chance = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder();
      chance.ints(20, 0, 0x2100).forEach(text::appendCodePoint);

      assertThat(Visible.line(text.toString()).chars())
          .as("seed %d, round %d", seed, i)
          .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }
  }
}
