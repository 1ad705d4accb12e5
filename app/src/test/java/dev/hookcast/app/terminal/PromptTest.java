package dev.hookcast.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void aLineFollowsItsQuestion() {
    var prompt = prompt(" Grüße \nnext\n");

    assertThat(prompt.line("Well?")).contains("Grüße");
    assertThat(prompt.line("And?")).contains("next");
    assertThat(prompt.line("Then?")).isEmpty();
    assertThat(shown()).isEqualTo("Well? And? Then? ");
  }

  @Test
  void linesAreReadAsTheTerminalWritesThem() {
    assertThat(prompt("Grüße\n", StandardCharsets.ISO_8859_1).line("Well?")).contains("Grüße");
  }

  @Test
  void justEnterIsTheDefault() {
    var prompt = prompt("\nred\n");

    assertThat(prompt.line("Colour", "blue")).contains("blue");
    assertThat(prompt.line("Colour", "blue")).contains("red");
    assertThat(prompt.line("Colour", "blue")).isEmpty();
    assertThat(shown()).startsWith("Colour [blue]: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "y", "Y", "yes", " YES "})
  void yesHasManyForms(String answer) {
    assertThat(prompt(answer + "\n").confirm("Sure?")).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "No"})
  void noHasTwo(String answer) {
    assertThat(prompt("oh\n" + answer + "\n").confirm("Sure?")).contains(false);
    assertThat(shown()).isEqualTo("Sure? [Y/n] Please answer y or n.\nSure? [Y/n] ");
  }

  @Test
  void theEndOfInputIsNoAnswer() {
    assertThat(prompt("").confirm("Sure?")).isEmpty();
    assertThat(prompt("7\n").choose("Which?", List.of("a", "b"))).isEmpty();
  }

  @Test
  void oneIsChosenByItsNumber() {
    assertThat(prompt("2\n").choose("Which?", List.of("a", "b"))).contains(1);
    assertThat(shown()).isEqualTo("Which?\n  1  a\n  2  b\nNumber: ");
  }

  @Test
  void whatIsAskedCantDriveTheTerminal() {
    prompt("1\n").choose("Which\u001b[2J?", List.of("a\u001b]0;x\u0007"));

    assertThat(shown()).startsWith("Which\\u001b[2J?\n  1  a\\u001b]0;x\\u0007\n");
  }

  private Prompt prompt(String typed) {
    return prompt(typed, StandardCharsets.UTF_8);
  }

  private Prompt prompt(String typed, Charset charset) {
    shown.reset();
    var out = new PrintStream(shown, true, charset);
    var in = new ByteArrayInputStream(typed.getBytes(charset));
    return new Prompt(new Terminal(in, out, out, true, false, 80));
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
