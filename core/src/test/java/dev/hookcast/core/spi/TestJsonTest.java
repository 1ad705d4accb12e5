package dev.hookcast.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":0.1000,\"a\":[1E400,-0,{}],\"\":[]}",
        "[\"\\ud800\",\"\\u0001\\\"\\\\ü😀\",true,false,null]"
      })
  void readsAndWritesTheSameDocument(String text) {
    assertThat(TestJson.text(TestJson.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''              | body_empty
          {"a":1,"a":2}   | json_duplicate_key
          {} {}           | json_trailing_data
          {"a":           | json_malformed
          """)
  void refusesWhatIsNoDocument(String text, String code) {
    assertThat(refusal(Bytes.utf8(text))).isEqualTo(code);
  }

  @Test
  void refusesWhatIsNotUtf8AndWhatIsTooDeep() {
    assertThat(refusal(Bytes.of(new byte[] {'"', (byte) 0xff, '"'})))
        .isEqualTo("encoding_not_utf8");
    assertThat(refusal(Bytes.utf8("[".repeat(65) + "]".repeat(65)))).isEqualTo("json_too_deep");
  }

  private static String refusal(Bytes text) {
    var refused = catchThrowableOfType(InvalidInput.class, () -> new TestJson().read(text));
    return refused.problems().getFirst().code();
  }
}
