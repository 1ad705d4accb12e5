package dev.hookcast.app.cli.platforms;

import static dev.hookcast.app.cli.platforms.Desk.failing;
import static dev.hookcast.app.cli.platforms.Desk.printing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.cli.Program.Run;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformshCommandsTest {
  private static final String URL = "https://receiver.test/p";

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
  void addMakesAnIntegrationOfWhatItsFlagsSay() {
    var run =
        run(
            "add",
            "--type=webhook",
            "--url=" + URL,
            "--events=environment.push, environment.branch",
            "--events",
            "environment.merge",
            "--states=complete,in_progress",
            "--environments=main,feature/x",
            "--excluded-environments=dev",
            "--shared-key=a key",
            "--project=q7shop");

    assertThat(run).isEqualTo(printing("Created integration " + id() + " (type: webhook)\n"));
    var filter = filter();
    assertThat(desk.subscriptions().getFirst().text("dialect")).contains("platformsh");
    assertThat(filter.get("events"))
        .contains(texts("environment.push", "environment.branch", "environment.merge"));
    assertThat(filter.get("states")).contains(texts("complete", "in_progress"));
    assertThat(filter.get("environments")).contains(texts("main", "feature/x"));
    assertThat(filter.get("excluded_environments")).contains(texts("dev"));
    assertThat(filter.get("projects")).contains(texts("q7shop"));
    var options = desk.subscriptions().getFirst().object("options");
    assertThat(options.bool("secret_set")).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-y", "--yes"})
  void withoutQuestionsTheDefaultsAreTaken(String yes) {
    var typed = Stream.of("add", "--url=" + URL, yes).filter(word -> !word.isEmpty());

    var run =
        yes.isEmpty()
            ? run(typed.toArray(String[]::new))
            : answering("", typed.toArray(String[]::new));

    assertThat(run).isEqualTo(printing("Created integration " + id() + " (type: webhook)\n"));
    assertThat(filter().get("states")).contains(texts("complete"));
    assertThat(filter().get("projects")).contains(texts());
  }

  @Test
  void onATerminalAddAsksForWhatIsMissing() {
    var run =
        answering(
            "\n\n" + URL + "\n\nstaged,complete\nmain , dev\n", "add", "--excluded-environments=");

    assertThat(run)
        .isEqualTo(
            printing(
                "Integration type [webhook]: URL: URL: Events to report [*]: "
                    + "States to report [complete]: Included environments [*]: "
                    + ("Created integration " + id() + " (type: webhook)\n")));
    assertThat(filter().get("states")).contains(texts("staged", "complete"));
    assertThat(filter().get("environments")).contains(texts("main", "dev"));
  }

  @Test
  void whatIsGivenIsntAskedFor() {
    var all =
        new String[] {
          "add",
          "--type=webhook",
          "--url=" + URL,
          "--events=*",
          "--states=complete",
          "--environments=*"
        };

    assertThat(answering("dev\n", all).out()).startsWith("Excluded environments []: Created");
    assertThat(filter().get("excluded_environments")).contains(texts("dev"));
  }

  @Test
  void whoStopsAnsweringAddsNothing() {
    var run = answering("webhook\n" + URL + "\n", "add");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("nothing was done");
    assertThat(desk.subscriptions()).isEmpty();
  }

  @Test
  void whatIsInvalidIsListedFieldByField() {
    assertThat(run("add", "--url=nowhere"))
        .isEqualTo(
            failing(
                4,
                """
                The integration is invalid.

                The following error was found:
                url: This isn't an absolute URL.
                """));
    assertThat(run("add", "--type=slack", "--states=half,complete", "--url=" + URL).err())
        .startsWith("The integration is invalid.\n\nThe following 2 errors were found:\ntype: ")
        .contains("\nstates: ");
    assertThat(desk.subscriptions()).isEmpty();
  }

  @Test
  void aProgramGetsWhatIsInvalidAsJson() {
    var run = run("add", "--url=nowhere", "--json");

    assertThat(run.status()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("{\"status\":\"error\",\"code\":400,").contains("\"url\":");
  }

  @Test
  void listIsATable() {
    assertThat(run("list")).isEqualTo(new Run(0, "", "No integrations found.\n"));

    run("add", "--url=" + URL);

    assertThat(run("list"))
        .isEqualTo(
            printing(
                """
                ID                                    Type     Summary
                %s  webhook  URL: %s
                """
                    .formatted(id(), URL)));
  }

  @Test
  void getIsATableOfProperties() {
    run("add", "--url=" + URL, "--events=environment.push,environment.merge");

    assertThat(run("get", id()).out().lines())
        .startsWith("Property               Value", "id                     " + id())
        .contains(
            "type                   webhook",
            "events                 environment.push, environment.merge",
            "environments           *",
            "excluded_environments",
            "states                 complete",
            "shared_key",
            "url                    " + URL)
        .noneMatch(line -> line.contains("_links"));
    assertThat(run("get")).isEqualTo(run("get", id()));
  }

  @Test
  void updateChangesWhatIsNamedAndNothingElse() {
    run("add", "--url=" + URL, "--events=environment.push", "--excluded-environments=dev");

    assertThat(run("update", id(), "--states=staged", "--excluded-environments="))
        .isEqualTo(printing("Integration " + id() + " (webhook) updated\n"));
    assertThat(filter().get("events")).contains(texts("environment.push"));
    assertThat(filter().get("states")).contains(texts("staged"));
    assertThat(filter().get("excluded_environments")).contains(texts());
    assertThat(run("update", "--states=half").status()).isEqualTo(4);
    assertThat(filter().get("states")).contains(texts("staged"));
  }

  @Test
  void anEmptySharedKeyTakesTheKeyAway() {
    run("add", "--url=" + URL, "--shared-key=a key");

    run("update", "--shared-key=");

    var options = desk.subscriptions().getFirst().object("options");
    assertThat(options.bool("secret_set")).contains(false);
  }

  @Test
  void deleteAsksOnATerminal() {
    run("add", "--url=" + URL);
    var id = id();
    var question = "Delete the integration " + id + " (type: webhook)? [Y/n] ";

    assertThat(answering("maybe\nN\n", "delete", id))
        .isEqualTo(new Run(1, question + "Please answer y or n.\n" + question, ""));
    assertThat(desk.subscriptions()).hasSize(1);
    assertThat(answering("", "delete", id).status()).isEqualTo(1);
    assertThat(desk.subscriptions()).hasSize(1);
    assertThat(answering("\n", "delete", id))
        .isEqualTo(printing(question + "Deleted integration " + id + "\n"));
    assertThat(desk.subscriptions()).isEmpty();
  }

  @Test
  void deleteDoesntAskElsewhere() {
    run("add", "--url=" + URL);
    var first = id();
    assertThat(run("delete")).isEqualTo(printing("Deleted integration " + first + "\n"));

    run("add", "--url=" + URL);
    var second = id();
    assertThat(answering("", "delete", second, "--yes"))
        .isEqualTo(printing("Deleted integration " + second + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "delete", "validate", "activities"})
  void severalAreListedWhereNobodyCanChoose(String command) {
    run("add", "--url=" + URL);
    run("add", "--url=" + URL);
    var ids = desk.subscriptions().stream().map(s -> s.text("id").orElseThrow()).toList();

    for (var run : List.of(run(command), answering("1\n", command, "--yes"))) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains(ids);
    }
    assertThat(desk.subscriptions()).hasSize(2);
  }

  @Test
  void onATerminalOneIsChosen() {
    run("add", "--url=" + URL + "/1");
    var first = id();
    run("add", "--url=" + URL + "/2");

    assertThat(answering("2\n", "validate"))
        .isEqualTo(
            printing(
                """
                Which integration?
                  1  %s (URL: %s/2)
                  2  %s (URL: %s/1)
                Number: Validating the integration %s (type: webhook)...
                The integration is valid.
                """
                    .formatted(id(), URL, first, URL, first)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "delete", "validate", "activities"})
  void whatIsntThereIsSaid(String command) {
    assertThat(run(command)).isEqualTo(failing(1, "No integrations found.\n"));
    assertThat(run(command, "nobody")).isEqualTo(failing(1, "Integration not found: nobody\n"));
  }

  @Test
  void aProjectNarrowsWhatIsMeant() {
    run("add", "--url=" + URL, "-p", "q7shop");
    run("add", "--url=" + URL);

    assertThat(run("get", "-p", "q7shop").out()).contains(URL);
    assertThat(run("get", id(), "--project=q7shop"))
        .isEqualTo(failing(1, "Integration not found: " + id() + "\n"));
    assertThat(run("list", "--project=elsewhere").out()).isEmpty();
  }

  @Test
  void aProgramGetsTheDoorsJson() {
    assertThat(run("add", "--url=" + URL, "--json").out())
        .startsWith("{\"status\":\"created\",\"code\":201,\"_embedded\":{\"entity\":{\"id\":\"");
    assertThat(run("list", "--json").out())
        .isEqualTo("[" + run("get", "--json").out().strip() + "]\n");
    assertThat(run("validate", "--json").out()).isEqualTo("{\"status\":\"valid\",\"code\":200}\n");
    assertThat(run("activities", "--json").out()).isEqualTo("[]\n");
    assertThat(answering("", "delete", "--json").out()).startsWith("{\"status\":\"deleted\",");
  }

  private Run run(String... typed) {
    typed[0] = "integration:" + typed[0];
    return desk.run(Stream.concat(Stream.of("platform"), Stream.of(typed)).toArray(String[]::new));
  }

  private Run answering(String answers, String... typed) {
    typed[0] = "integration:" + typed[0];
    return desk.runAnswering(
        answers, Stream.concat(Stream.of("platform"), Stream.of(typed)).toArray(String[]::new));
  }

  /** The id of the newest. */
  private String id() {
    return desk.subscriptions().getFirst().text("id").orElseThrow();
  }

  private JsonObject filter() {
    return desk.subscriptions().getFirst().object("filter");
  }

  private static Json texts(String... texts) {
    return JsonArray.ofTexts(List.of(texts));
  }
}
