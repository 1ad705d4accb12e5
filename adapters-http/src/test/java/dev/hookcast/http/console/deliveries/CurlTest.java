package dev.hookcast.http.console.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurlTest {
  private static final List<String> HOSTILE =
      List.of(
          "'",
          "''",
          "\"",
          "\\",
          "\\'",
          "`id`",
          "$(id)",
          "${HOME}",
          "$HOME",
          "!!",
          "!x",
          "\n",
          "\t",
          " ",
          "*",
          "?",
          "~",
          ";",
          "&",
          "|",
          "<",
          ">",
          "#",
          "@",
          "-",
          "--",
          "{a,b}",
          "[1-3]",
          "%00",
          "ü",
          "🙂",
          "\u2028",
          "'; rm -rf / #",
          "\\\n",
          "EOF",
          "a");

  // Stands in for curl: says what it was given, each word ended by a NUL.
  private static final String RECORDER = "curl() { printf '%s\\0' \"$@\"; }\n";

  @Test
  void aShellReadsBackExactlyWhatWasSent() throws Exception {
    long seed = new Random().nextLong();
    var chance = new Random(seed);
    for (int i = 0; i < 60; i++) {
      var header = line(chance);
      var body = text(chance);
      var url = "https://r.test/" + line(chance);
      var request =
          new Request(
              "POST",
              url,
              List.of(new Header("Content-Type", "a/b"), new Header("X-Odd", "v" + header)),
              Bytes.utf8(body));
      assertThat(words(Curl.of(request).command()))
          .as("seed %d, case %d", seed, i)
          .containsExactly(
              "--globoff",
              "--request",
              "POST",
              "--header",
              "Content-Type: a/b",
              "--header",
              "X-Odd: v" + header,
              "--data-raw",
              body,
              "--url",
              url);
    }
  }

  @Test
  void aSecretStandsAsAPlaceholder() throws Exception {
    var curl = Curl.of(request(List.of(new Header("Authorization", "***")), "{}"));
    assertThat(curl.secrets()).isTrue();
    assertThat(words(curl.command())).contains("Authorization: <secret>");
    assertThat(curl.command()).doesNotContain("***");
  }

  @Test
  void whatBelongsToAConnectionIsLeftToCurl() throws Exception {
    var headers =
        List.of(
            new Header("Host", "r.test"),
            new Header("Content-Length", "2"),
            new Header("Connection", "close"),
            new Header("X-Empty", ""));
    var words = words(Curl.of(request(headers, "{}")).command());
    assertThat(words).contains("X-Empty;", "Content-Type:");
    assertThat(words).noneMatch(w -> w.startsWith("Host") || w.startsWith("Content-Length"));
  }

  @Test
  void aBodyThatATerminalWouldActOnIsToBeInAFile() throws Exception {
    for (var body : List.of("a\u001b[2Jb", "a\rb", "a\u0000b", "x".repeat(100_001))) {
      var curl = Curl.of(request(List.of(), body));
      assertThat(curl.apart()).isTrue();
      assertThat(words(curl.command())).contains("@body.json");
    }
    var binary = new Request("POST", "https://r.test", List.of(), Bytes.of(new byte[] {-1, -2}));
    assertThat(Curl.of(binary).apart()).isTrue();
  }

  private static Request request(List<Header> headers, String body) {
    return new Request("POST", "https://r.test/a", headers, Bytes.utf8(body));
  }

  private static String text(Random chance) {
    var text = new StringBuilder();
    for (int i = chance.nextInt(12); i > 0; i--) {
      text.append(HOSTILE.get(chance.nextInt(HOSTILE.size())));
    }
    return text.toString();
  }

  /** What can stand in a header or a URL: one line. */
  private static String line(Random chance) {
    return text(chance).replace("\n", "").replace("\t", "");
  }

  private static List<String> words(String command) throws IOException, InterruptedException {
    var shell = new ProcessBuilder("/bin/sh").redirectErrorStream(true).start();
    try (var in = shell.getOutputStream()) {
      in.write((RECORDER + command + "\n").getBytes(StandardCharsets.UTF_8));
    }
    var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    var words = new ArrayList<>(List.of(said.split("\0", -1)));
    assertThat(words.removeLast()).isEmpty();
    return words;
  }
}
