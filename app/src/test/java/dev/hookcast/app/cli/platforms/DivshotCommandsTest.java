package dev.hookcast.app.cli.platforms;

import static dev.hookcast.app.cli.platforms.Desk.failing;
import static dev.hookcast.app.cli.platforms.Desk.printing;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivshotCommandsTest {
  private static final String ONE = "https://receiver.test/one";
  private static final String TWO = "http://receiver.test:8081/two?x=%20y";
  private static final String NONE_SUCH =
      "That hook either does not exist or there was an error contacting our servers."
          + " Please try again or contact support.\n";

  private static Desk desk;

  @BeforeAll
  static void sit(@TempDir Path data) {
    desk = new Desk(data);
  }

  @AfterAll
  static void leave() {
    desk.close();
  }

  @BeforeEach
  void tidy() {
    desk.tidy();
  }

  @Test
  void withoutHooksTheListSaysHowToAddOne() {
    assertThat(desk.run("divshot", "hooks"))
        .isEqualTo(
            printing(
                "Your app doesn't have any webhooks yet."
                    + " Use divshot hooks:add <url> to an a webhook.\n"));
  }

  @Test
  void addAddsAndActivates() {
    assertThat(desk.run("divshot", "hooks:add", TWO))
        .isEqualTo(printing("The webhook " + TWO + " has been added and activated\n"));

    var made = desk.subscriptions().getFirst();
    assertThat(made.text("dialect")).contains("divshot");
    assertThat(made.bool("enabled")).contains(true);
    assertThat(made.object("options").text("url")).contains(TWO);
    assertThat(made.object("filter").array("applications").items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "receiver.test/in",
        "ftp://receiver.test",
        "http://",
        "http:///in",
        "",
        "https://a b"
      })
  void whatIsNoUrlIsRefusedAtOnce(String url) {
    assertThat(desk.run("divshot", "hooks:add", url))
        .isEqualTo(failing(2, "Please provide a valid url.\n"));
    assertThat(desk.subscriptions()).isEmpty();
  }

  @Test
  void whatTheDoorRefusesIsSaidInItsWords() {
    assertThat(desk.run("divshot", "hooks:add", "http://10.1.2.3/in"))
        .isEqualTo(failing(1, "url: Requests to this address aren't allowed.\n"));
  }

  @Test
  void pausedHooksAreListedLastAndMarked() {
    add(ONE, TWO);
    desk.run("divshot", "hooks:pause", TWO);

    assertThat(desk.run("divshot", "hooks"))
        .isEqualTo(printing(ONE + "\n" + TWO + " (inactive)\n"));
  }

  @Test
  void pauseResumeAndRemoveSayWhatTheyDo() {
    add(ONE);

    assertThat(desk.run("divshot", "hooks:pause", ONE))
        .isEqualTo(printing("Pausing webhook ...\n" + ONE + " has been paused.\n"));
    assertThat(desk.subscriptions().getFirst().bool("enabled")).contains(false);
    assertThat(desk.run("divshot", "hooks:resume", ONE))
        .isEqualTo(printing("Resuming webhook ...\n" + ONE + " has been resumed.\n"));
    assertThat(desk.subscriptions().getFirst().bool("enabled")).contains(true);
    assertThat(desk.run("divshot", "hooks:remove", ONE))
        .isEqualTo(printing("Removing webhook ...\n" + ONE + " has been removed.\n"));
    assertThat(desk.subscriptions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hooks:pause", "hooks:resume", "hooks:remove"})
  void aUrlHasToBeTheSameToTheLetter(String command) {
    add(ONE);

    assertThat(desk.run("divshot", command, ONE + "/")).isEqualTo(failing(1, NONE_SUCH));
    assertThat(desk.run("divshot", command, "https://RECEIVER.test/one"))
        .isEqualTo(failing(1, NONE_SUCH));
    assertThat(desk.subscriptions().getFirst().bool("enabled")).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hooks:pause", "hooks:resume", "hooks:remove"})
  void withoutHooksThereIsNothingToChange(String command) {
    assertThat(desk.run("divshot", command))
        .isEqualTo(printing("Your app does not have any webhooks.\n"));
    assertThat(desk.run("divshot", command, ONE).status()).isEqualTo(1);
  }

  @Test
  void withoutAUrlTheOnlyHookIsMeant() {
    add(ONE);

    assertThat(desk.run("divshot", "hooks:pause").out()).endsWith(ONE + " has been paused.\n");
  }

  @Test
  void withoutAUrlSeveralHooksAreListed() {
    add(ONE, TWO);

    var run = desk.run("divshot", "hooks:remove");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(ONE).contains(TWO);
    assertThat(desk.subscriptions()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "hooks:remove, remove, Removing, removed",
    "hooks:pause, pause, Pausing, paused",
    "hooks:resume, resume, Resuming, resumed"
  })
  void onATerminalOneIsChosen(String command, String word, String doing, String done) {
    add(ONE, TWO);

    assertThat(desk.runAnswering("0\n\none\n2\n", "divshot", command))
        .isEqualTo(
            printing(
                "Which hook would you like to %s?\n".formatted(word)
                    + "  1  %s\n  2  %s\n".formatted(TWO, ONE)
                    + "Number: Please answer with a number from 1 to 2.\n".repeat(3)
                    + "Number: %s webhook ...\n%s has been %s.\n".formatted(doing, ONE, done)));
  }

  @Test
  void whoGivesNoAnswerChangesNothing() {
    add(ONE);

    var run = desk.runAnswering("", "divshot", "hooks:remove");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("Which hook would you like to remove?\n");
    assertThat(run.err()).contains("nothing was done");
    assertThat(desk.subscriptions()).hasSize(1);
  }

  @Test
  void anAppNarrowsWhatIsMeant() {
    desk.run("divshot", "hooks:add", ONE, "--app", "shop");
    add(TWO);

    assertThat(desk.run("divshot", "hooks", "--app", "shop").out()).isEqualTo(ONE + "\n");
    assertThat(desk.run("divshot", "hooks:remove", TWO, "--app=shop"))
        .isEqualTo(failing(1, NONE_SUCH));
    assertThat(desk.run("divshot", "hooks:remove", "--app=shop").status()).isZero();
    assertThat(desk.run("divshot", "hooks").out()).isEqualTo(TWO + "\n");
  }

  @Test
  void aProgramGetsTheDoorsJson() {
    var added = desk.run("divshot", "hooks:add", ONE, "--json").out();
    var id = desk.subscriptions().getFirst().text("id").orElseThrow();

    assertThat(added)
        .isEqualTo("{\"id\":\"%s\",\"url\":\"%s\",\"active\":true}\n".formatted(id, ONE));
    assertThat(desk.run("divshot", "hooks", "--json").out()).isEqualTo("[" + added.strip() + "]\n");
    assertThat(desk.runAnswering("", "divshot", "hooks:remove", "--json")).isEqualTo(printing(""));
  }

  @Test
  void helpKnowsHooks() {
    assertThat(desk.run("divshot", "help", "hooks").out())
        .contains("hooks:add URL", "hooks:remove [URL]", "hooks:pause [URL]", "hooks:resume [URL]")
        .contains("deactivate a webhook without removing it", "reactivate a paused webhook");
    assertThat(desk.run("divshot", "help")).isEqualTo(desk.run("divshot", "help", "hooks"));
  }

  @Test
  void aTokenOfAnOrganizationKnowsWhereItBelongs() {
    desk.run("organizations", "create", "acme");
    var made = desk.run("tokens", "create", "--org=acme", "--name=t", "--scope=editor", "--json");
    var token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(made.out());
    assertThat(token.find()).as(made.err()).isTrue();

    desk.run("divshot", "hooks:add", ONE, "--token", token.group(1));

    assertThat(desk.run("divshot", "hooks", "--org=acme").out()).isEqualTo(ONE + "\n");
    assertThat(desk.subscriptions()).isEmpty();
  }

  private void add(String... urls) {
    Stream.of(urls).forEach(url -> desk.run("divshot", "hooks:add", url));
  }
}
