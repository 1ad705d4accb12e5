package dev.hookcast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.terminal.Terminal;
import dev.hookcast.http.JacksonJson;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class CommandsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "subscriptions",
        "events",
        "deliveries",
        "dialects",
        "config",
        "version",
        "subscriptions create",
        "subscriptions list",
        "subscriptions show",
        "subscriptions edit",
        "subscriptions delete",
        "subscriptions pause",
        "subscriptions resume",
        "events publish",
        "events list",
        "events show",
        "deliveries list",
        "deliveries show",
        "deliveries resend",
        "dialects list",
        "dialects show",
        "organizations",
        "organizations create",
        "organizations list",
        "organizations show",
        "organizations delete",
        "tokens",
        "tokens create",
        "tokens list",
        "tokens delete",
        "audit",
        "config check",
        "config print",
        "convox",
        "convox services",
        "convox services create",
        "convox services info",
        "convox services delete",
        "divshot",
        "divshot hooks",
        "divshot hooks:add",
        "divshot hooks:remove",
        "divshot hooks:pause",
        "divshot hooks:resume",
        "platform",
        "platform integration:add",
        "platform integration:list",
        "platform integration:get",
        "platform integration:update",
        "platform integration:delete",
        "platform integration:validate",
        "platform integration:activities"
      })
  void everyCommandHasHelp(String command) {
    var run = new Program().run((command + " --help").strip().split(" "));

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("Usage: " + ("hookcast " + command).strip());
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'subscriptons list', subscriptions",
    "'subscriptions lst', list",
    "'events list --stats failed', --status",
    "'config print --server.prot=1', --server.port",
    "'config print --delivery.max-inflight 1', --delivery.max-in-flight"
  })
  void whatIsMisspeltIsPutRightInTheComplaint(String typed, String meant) {
    var run = new Program().run(typed.split(" "));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "subscriptions",
        "subscriptions show",
        "subscriptions show a b",
        "subscriptions show ..",
        "subscriptions create",
        "subscriptions edit x",
        "events publish",
        "events publish --type a.b --file -",
        "events publish --type a.b --dialect qovery",
        "events publish --type a.b --data [1]",
        "events publish --type a.b --data {",
        "events publish --file /there/is/no/such/file",
        "events list --limit many",
        "events list --url ftp://example.org",
        "events list --url http://user:word@example.org",
        "events list --url nonsense",
        "events list --url http://example.org/?a=b",
        "events list --url http://example.org/#a",
        "events list --token two\u00a0words",
        "events list --org two\u00a0words",
        "convox",
        "convox services create",
        "convox services create webhook more --url http://r.test",
        "convox services info",
        "convox services --rack north info one",
        "convox services --rack",
        "convox services list",
        "divshot",
        "divshot hooks:add",
        "divshot hooks:remove a b",
        "divshot help rockets",
        "platform",
        "platform integration:add --yes",
        "platform integration:update some --yes",
        "platform integration:get one two",
        "platform integration:activities --limit many"
      })
  void whatCantBeMeantEndsWithTwo(String typed) {
    var run = new Program().run(typed.isEmpty() ? new String[0] : typed.split(" "));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("hookcast: ").doesNotContain("\tat ");
  }

  @Test
  void theVersionIsACommandAndAFlag() {
    assertThat(new Program().run("version")).isEqualTo(new Program().run("--version"));
    assertThat(new Program().run("version").out()).startsWith("hookcast ");
  }

  @Test
  void theCompletionKnowsEveryCommand() {
    assertThat(new Program().run("generate-completion").out())
        .contains("subscriptions")
        .contains("resend")
        .contains("--delivery.max-in-flight");
  }

  @Test
  void colouredComplaintsAreForTerminalsOnly() {
    assertThat(new Program().onTerminal().run("nonsense").err()).contains("\u001b[31m");
    assertThat(new Program().run("nonsense").err()).doesNotContain("\u001b");
  }

  @Test
  void whatIsTypedCantDriveTheTerminal() {
    assertThat(new Program().run("non\u001b[2Jsense").err())
        .doesNotContain("\u001b")
        .contains("non\\u001b[2Jsense");
  }

  @Test
  void aCommandThatStartsSomethingComesFromOutside() {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var terminal = new Terminal(InputStream.nullInputStream(), stream, stream, false, false, 80);
    var commands =
        new Commands(
            new Surroundings(terminal, Map.of(), new JacksonJson(), InstantSource.system()),
            List.of(new Hum(stream)),
            sessions -> List.of());

    assertThat(commands.run("hum")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hmm\n");
  }

  @Command(name = "hum")
  private record Hum(PrintStream out) implements Runnable {
    @Override
    public void run() {
      out.print("hmm\n");
    }
  }
}
