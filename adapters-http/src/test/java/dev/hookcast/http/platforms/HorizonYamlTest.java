package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.delivery.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HorizonYamlTest {
  @Test
  void writesAMapFromEachNameToTheListOfItsValues() {
    var headers =
        List.of(
            new Header("X-Twice", "first"),
            new Header("Content-Type", "application/json;charset=utf-8"),
            new Header("X-Twice", "second"));
    assertThat(HorizonYaml.headers(headers))
        .isEqualTo(
            """
            Content-Type:
                - application/json;charset=utf-8
            X-Twice:
                - first
                - second
            """);
  }

  @Test
  void writesNothingForNoHeaders() {
    assertThat(HorizonYaml.headers(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          plain text, and (more)=1   | plain text, and (more)=1
          https://r.test:8080/a?b=c  | https://r.test:8080/a?b=c
          a: b                       | 'a: b'
          ends:                      | 'ends:'
          a #comment                 | 'a #comment'
          ***                        | '***'
          it's                       | 'it''s'
          - dash                     | '- dash'
          &anchor                    | '&anchor'
          [list]                     | '[list]'
          17                         | '17'
          1e9                        | '1e9'
          .5                         | '.5'
          Yes                        | 'Yes'
          null                       | 'null'
          nullify                    | nullify
          ~                          | '~'
          "tag"                      | '"tag"'
          """)
  void quotesWhateverYamlMightTakeForSomethingElse(String value, String written) {
    assertThat(HorizonYaml.headers(List.of(new Header("N", value))))
        .isEqualTo("'N':\n    - " + written + "\n");
  }

  @Test
  void escapesWhatIsNotPrintable() {
    var headers = List.of(new Header("Odd", ""), new Header("Odd", "a\tb\"\\é😀"));
    assertThat(HorizonYaml.headers(headers))
        .isEqualTo("Odd:\n    - \"\"\n    - \"a\\U00000009b\\\"\\\\\\U000000e9\\U0001f600\"\n");
  }

  @Test
  void keepsTheSpaceAtAnEnd() {
    assertThat(HorizonYaml.headers(List.of(new Header("A", "b ")))).endsWith("- 'b '\n");
  }
}
