package dev.hookcast.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hookcast.core.InvalidInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {
  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a.b.c", "environment.update.http_access", "0-1._", "hookcast.x"})
  void takesAnyDottedLowerCaseWords(String text) {
    assertThat(new EventType(text).operational()).isEqualTo(text.startsWith("hookcast."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.", ".a", "a..b", "A.b", "a b.c", "ü.b", "a.b\n"})
  void refusesOtherTexts(String text) {
    assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> new EventType(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 200, 201})
  void isAtMostTwoHundredCharactersLong(int length) {
    var text = "a." + "b".repeat(length - 2);
    if (length <= 200) {
      assertThat(new EventType(text).value()).isEqualTo(text);
    } else {
      assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> new EventType(text));
    }
  }
}
