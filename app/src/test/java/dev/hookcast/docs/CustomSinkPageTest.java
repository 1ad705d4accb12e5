package dev.hookcast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CustomSinkPageTest {
  private static final Path PAGE = Pages.DOCS.resolve("custom-sink.md");
  private static final Path PROJECT = Pages.DOCS.resolve("custom-sink");
  private static final Pattern FILE = Pattern.compile("(?s)```(?:xml|java|text)\\n(.*?)```");

  @Test
  void thePageShowsTheProjectsFilesAsTheyAreAndNoOthers() {
    var shown = FILE.matcher(Pages.text(PAGE)).results().map(block -> block.group(1));

    assertThat(shown)
        .containsExactlyElementsOf(
            Stream.of(
                    "pom.xml",
                    "src/main/java/com/example/hookcast/FileSink.java",
                    "src/main/java/com/example/hookcast/FileSinkFactory.java",
                    "src/main/resources/META-INF/services/dev.hookcast.core.spi.SinkFactory",
                    "src/test/java/com/example/hookcast/FileSinkTest.java")
                .map(file -> Pages.text(PROJECT.resolve(file)))
                .toList());
  }
}
