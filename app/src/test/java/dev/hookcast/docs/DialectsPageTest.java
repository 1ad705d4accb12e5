package dev.hookcast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DialectsPageTest {
  private static final Path PAGE = Pages.DOCS.resolve("dialects").resolve("README.md");

  @Test
  void thePageSaysWhatTheDialectsDo() throws Exception {
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, DialectsPage.text());
    }

    assertThat(PAGE).as("its last section says how to write it").hasContent(DialectsPage.text());
  }
}
