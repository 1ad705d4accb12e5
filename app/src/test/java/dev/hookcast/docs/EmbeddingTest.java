package dev.hookcast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final Path SOURCE =
      Path.of("src", "test", "java", "dev", "hookcast", "docs", "Embedding.java");

  @Test
  void theExampleDeliversItsEvent() throws Exception {
    var printed = new ByteArrayOutputStream();

    Embedding.run(new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(printed.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("environment.deploy succeeded");
  }

  @Test
  void theReadmeShowsTheExampleAsItIs() {
    var source = Pages.text(SOURCE);

    assertThat(Pages.text(Pages.ROOT.resolve("README.md")))
        .contains(source.substring(source.indexOf("final class")));
  }
}
