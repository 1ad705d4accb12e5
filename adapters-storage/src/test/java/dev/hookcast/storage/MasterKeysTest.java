package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.Bytes;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasterKeysTest {
  private final Bytes key = Bytes.of(new SecureRandom().generateSeed(32));
  private final String text = Base64.getEncoder().encodeToString(key.array());

  @Test
  void aKeyAloneIsTheFirst() {
    assertThat(MasterKeys.parse(text + "\n")).isEqualTo(MasterKeys.one(key));
  }

  @Test
  void whatIsWrittenIsReadAgainTheNewestFirst() {
    var three =
        MasterKeys.one(key)
            .with(Bytes.of(new SecureRandom().generateSeed(32)))
            .with(Bytes.of(new SecureRandom().generateSeed(32)));
    assertThat(MasterKeys.parse(three.written())).isEqualTo(three);
    assertThat(three.written().lines().map(line -> line.substring(0, 2)))
        .containsExactly("3:", "2:", "1:");
    assertThat(three.newest()).isEqualTo(3);
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutBeingShown() {
    var weak = Base64.getEncoder().encodeToString(new byte[32]);
    for (var wrong :
        List.of("", "x", weak, "0:" + text, "128:" + text, text + text, text + "\n1:" + text)) {
      assertThatThrownBy(() -> MasterKeys.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasNoCause()
          .hasMessageNotContaining(text.substring(0, 12));
    }
    assertThatThrownBy(() -> MasterKeys.parse("one:" + text)).hasNoCause();
    assertThat(MasterKeys.one(key)).hasToString("master keys [1]");
  }
}
