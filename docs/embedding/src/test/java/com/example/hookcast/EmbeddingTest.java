package com.example.hookcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingTest {
  private static final Path SOURCE =
      Path.of("src", "main", "java", "com", "example", "hookcast", "Embedding.java");

  @TempDir Path folder;

  @Test
  void theProgramDeliversItsEvent() throws Exception {
    assertThat(printed()).isEqualTo("environment.deploy succeeded");
  }

  @Test
  void theProgramCanBeStartedAgainOnItsStore() throws Exception {
    printed();

    assertThat(printed().lines()).hasSize(2); // a subscription more
  }

  @Test
  void theReadmeShowsTheProgramAsItIs() throws Exception {
    var source = Files.readString(SOURCE);
    int from = source.indexOf("  private void deliver(");
    int to = source.indexOf("  /** The key that");
    var shown = source.substring(from, to).stripTrailing().indent(-2);

    assertThat(Files.readString(Path.of("..", "..", "README.md"))).contains(shown);
  }

  /** As a process of its own: it prints, and it ends by itself. */
  private String printed() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Embedding.class.getName(),
                folder.resolve("data").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return printed.strip();
  }
}
