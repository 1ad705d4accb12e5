package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.delivery.Header;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static final String ODD = "ab:\\\n \u00e9\uD83D";

  @Test
  void theyStandInTheirOrderALineEach() {
    var headers =
        List.of(
            new Header("Content-Type", "text/plain"),
            new Header("Set-Cookie", "a=1; b=2"),
            new Header("Set-Cookie", ""));

    var text = Headers.write(headers);

    assertThat(text).isEqualTo("Content-Type:text/plain\nSet-Cookie:a=1; b=2\nSet-Cookie:\n");
    assertThat(Headers.read(text)).isEqualTo(headers);
    assertThat(Headers.read(Headers.write(List.of()))).isEmpty();
  }

  @Test
  void whateverTheyHoldIsReadAgain() {
    for (long seed = 1; seed <= 2_000; seed++) {
      var random = new SplittableRandom(seed);
      var headers =
          Stream.generate(() -> new Header(text(random), text(random)))
              .limit(random.nextInt(5))
              .toList();
      assertThat(Headers.read(Headers.write(headers))).as("seed " + seed).isEqualTo(headers);
    }
  }

  private static String text(SplittableRandom random) {
    var text = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      text.append(ODD.charAt(random.nextInt(ODD.length())));
    }
    return text.toString();
  }
}
