package dev.hookcast.app.cli.platforms;

import static dev.hookcast.app.cli.platforms.Desk.failing;
import static dev.hookcast.app.cli.platforms.Desk.printing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.cli.Program;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvoxServicesTest {
  private static final String URL = "https://receiver.test/convox";

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
  void createMakesAWebhookUnderANameOfItsOwn() {
    var run = create();

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).matches("Creating webhook-\\d{4} \\(webhook\\)\\.{3} CREATING\n");

    var made = desk.subscriptions().getFirst();
    assertThat(made.text("dialect")).contains("convox");
    assertThat(made.object("options").text("url")).contains(URL);
    assertThat(made.object("filter").array("racks").items()).isEmpty();
  }

  @Test
  void createTakesANameAndARack() {
    assertThat(create("--name", "till-9", "--rack=north"))
        .isEqualTo(printing("Creating till-9 (webhook)... CREATING\n"));

    var made = desk.subscriptions().getFirst();
    assertThat(made.text("name")).contains("till-9");
    assertThat(made.object("filter").array("racks").items().toString()).contains("north");
  }

  @Test
  void whatTheDoorRefusesIsSaidInItsWords() {
    create("--name=till");

    assertThat(create("--name=till")).isEqualTo(failing(1, "service already exists: till\n"));
    assertThat(create("--name=a till")).isEqualTo(failing(1, "invalid service name: a till\n"));
    assertThat(desk.run("convox", "services", "create", "webhook"))
        .isEqualTo(failing(1, "Webhook URL is required\n"));
    assertThat(desk.run("convox", "services", "create", "s3", "--url", URL))
        .isEqualTo(failing(1, "invalid service type: s3\n"));
    assertThat(desk.run("convox", "services", "info", "shelf"))
        .isEqualTo(failing(1, "no such service: shelf\n"));
    assertThat(desk.run("convox", "services", "delete", "shelf"))
        .isEqualTo(failing(1, "no such service: shelf\n"));
    assertThat(desk.subscriptions()).hasSize(1);
  }

  @Test
  void servicesAreATable() {
    assertThat(desk.run("convox", "services")).isEqualTo(printing("NAME  TYPE  STATUS\n"));

    create("--name=till", "--rack=north");
    create("--name=storefront");

    assertThat(desk.run("convox", "services"))
        .isEqualTo(
            printing(
                """
                NAME        TYPE     STATUS
                storefront  webhook  running
                till        webhook  running
                """));
  }

  @Test
  void aRackNarrowsWhatIsMeant() {
    create("--name=till", "--rack=north");
    create("--name=storefront");

    assertThat(desk.run("convox", "services", "--rack", "north").out())
        .isEqualTo("NAME  TYPE     STATUS\ntill  webhook  running\n");
    assertThat(desk.run("convox", "services", "info", "till", "--rack", "south"))
        .isEqualTo(failing(1, "no such service: till\n"));
    assertThat(desk.run("convox", "services", "delete", "storefront", "--rack", "north"))
        .isEqualTo(failing(1, "no such service: storefront\n"));
  }

  @Test
  void infoShowsOneInLines() {
    create("--name=till");

    assertThat(desk.run("convox", "services", "info", "till"))
        .isEqualTo(printing("Name    till\nStatus  running\nURL     " + URL + "\n"));
  }

  @Test
  void deleteEndsIt() {
    create("--name=till");

    assertThat(desk.run("convox", "services", "delete", "till"))
        .isEqualTo(printing("Deleting till... DELETING\n"));
    assertThat(desk.subscriptions()).isEmpty();
  }

  @Test
  void aProgramGetsTheDoorsJson() {
    var service =
        "{\"name\":\"till\",\"status\":\"%s\",\"type\":\"webhook\",\"url\":\"" + URL + "\"}";

    assertThat(create("--name=till", "--json").out())
        .isEqualTo(service.formatted("creating") + "\n");
    assertThat(desk.run("convox", "services", "--json").out())
        .isEqualTo("[" + service.formatted("running") + "]\n");
    assertThat(desk.run("--json", "convox", "services", "info", "shelf"))
        .isEqualTo(failing(1, "{\"error\":\"no such service: shelf\"}\n"));
    assertThat(desk.run("convox", "services", "delete", "till", "--json").out())
        .isEqualTo(service.formatted("deleting") + "\n");
  }

  @Test
  void whoIsntKnownIsToldWhatToDo() {
    var run = desk.run("convox", "services", "--token", "stranger");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(2).last().asString().contains("HOOKCAST_TOKEN");
  }

  private Program.Run create(String... options) {
    var create = Stream.of("convox", "services", "create", "webhook", "--url", URL);
    return desk.run(Stream.concat(create, Stream.of(options)).toArray(String[]::new));
  }
}
