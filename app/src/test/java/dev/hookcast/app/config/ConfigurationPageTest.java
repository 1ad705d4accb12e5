package dev.hookcast.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void thePageSaysWhatTheCodeDoes() throws Exception {
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, ConfigurationPage.text());
    }

    assertThat(PAGE)
        .as("write it with: mvn test -pl app -am -Dtest=ConfigurationPageTest -Ddocs.write=true")
        .hasContent(ConfigurationPage.text());
  }
}
