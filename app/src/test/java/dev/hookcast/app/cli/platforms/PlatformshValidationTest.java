package dev.hookcast.app.cli.platforms;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.hookcast.app.cli.Program.Run;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Platform.sh's client tells of an integration that is already there. */
class PlatformshValidationTest {
  @RegisterExtension
  static final WireMockExtension RECEIVER =
      WireMockExtension.newInstance()
          .options(options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  @TempDir Path data;

  @Test
  void whatHasBecomeInvalidEndsWithFour() {
    String id;
    try (var desk = new Desk(data)) {
      desk.run("platform", "integration:add", "--url=" + receiver());
      id = id(desk);
    }
    try (var desk = new Desk(data, Map.of("egress.allow", "10.0.0.0/8"))) {
      var run = desk.run("platform", "integration:validate");

      assertThat(run.status()).isEqualTo(4);
      assertThat(run.out()).isEqualTo("Validating the integration " + id + " (type: webhook)...\n");
      assertThat(run.err()).startsWith("The following error was found:\nurl: ").hasLineCount(2);
    }
  }

  @Test
  void whatCantBeValidatedEndsWithOne() {
    try (var desk = new Desk(data)) {
      desk.post(
          "/subscriptions",
          "{\"sink\":\"slack\",\"dialect\":\"platformsh\",\"options\":{\"url\":\"%s\"}}"
              .formatted(receiver()));

      assertThat(desk.run("platform", "integration:validate", id(desk)))
          .isEqualTo(
              new Run(
                  1,
                  "Validating the integration " + id(desk) + " (type: slack)...\n",
                  "This integration does not support validation.\n"));
    }
  }

  @Test
  void activitiesAreATable() {
    RECEIVER.stubFor(post("/p").willReturn(ok()));
    try (var desk = new Desk(data)) {
      desk.run("platform", "integration:add", "--url=" + receiver());
      assertThat(desk.run("platform", "integration:activities"))
          .isEqualTo(new Run(0, "", "No activities found.\n"));

      publish(desk);
      publish(desk);

      await().until(() -> activities(desk).lines().filter(l -> l.endsWith("success")).count() == 2);
      assertThat(activities(desk).lines().toList())
          .hasSize(3)
          .first()
          .asString()
          .matches("ID {34}  Created +Description +State +Result");
      assertThat(activities(desk).lines().skip(1))
          .allMatch(l -> l.matches("[0-9a-f-]{36}  \\d{4}-\\S+  Webhook of .+  complete  success"));
      assertThat(activities(desk, "--limit=1").lines()).hasSize(2);
      assertThat(activities(desk, "--start=2001-02-03T04:05:06Z")).isEmpty();
      assertThat(desk.run("platform", "integration:activities", "--start=yesterday").err())
          .startsWith("starts_at: ");
    }
  }

  private static void publish(Desk desk) {
    desk.post(
        "/events",
        """
        {"type":"environment.deploy",
         "scope":{"project":{"id":"q7shop"},"environment":{"id":"main","name":"main"}}}
        """);
  }

  private static String activities(Desk desk, String... options) {
    return desk.run(
            options.length == 0
                ? new String[] {"platform", "integration:activities"}
                : new String[] {"platform", "integration:activities", options[0]})
        .out();
  }

  private static String id(Desk desk) {
    return desk.subscriptions().getFirst().text("id").orElseThrow();
  }

  private static String receiver() {
    return "http://127.0.0.1:" + RECEIVER.getPort() + "/p";
  }
}
