package dev.hookcast.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.http.JacksonJson;
import org.junit.jupiter.api.Test;

class PrettyTest {
  private final JacksonJson format = new JacksonJson();

  @Test
  void everyMemberGetsItsLineAndEmptyOnesStayShort() {
    var laidOut = pretty("{\"z\":1.50,\"a\":{\"q\":[true,null,\"x\\n\"]},\"e\":{},\"l\":[]}");

    assertThat(laidOut)
        .isEqualTo(
            """
            {
              "z": 1.50,
              "a": {
                "q": [
                  true,
                  null,
                  "x\\n"
                ]
              },
              "e": {},
              "l": []
            }\
            """);
  }

  @Test
  void itIsStillTheSameDocument() {
    var compact = "[{\"a\":[[],[{}]],\"b\":\"\\\"{,\"},1E400]";

    assertThat(format.write(format.read(Bytes.utf8(pretty(compact)))).text()).isEqualTo(compact);
  }

  private String pretty(String json) {
    return new Pretty(format).text(format.read(Bytes.utf8(json)));
  }
}
