package dev.hookcast.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.spi.TestJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTest {
  private final SlackSink sink = Sending.sink(Egress.SLACK_ONLY);

  static Stream<String> everyExample() {
    var succeeded = EventCatalogue.types().stream().map(EventType::value);
    var others =
        Stream.of(
            "environment.deploy.started",
            "environment.deploy.failed",
            "environment.deploy.cancelled",
            "build.create.failed",
            "backup.verify.failed");
    return Stream.concat(succeeded, others);
  }

  @ParameterizedTest
  @MethodSource("everyExample")
  void theMessageOfAnExampleIsAsFiled(String name) {
    var sent = JsonParser.parseString(sink.message(example(name)).text());

    assertThat(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(sent))
        .isEqualTo(filed(name).strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          succeeded | "version":1187                                    | Deployed storefront 1187 to production
          started   | "version":1187                                    | Deploying storefront 1187 to production
          started   | "build":true                                      | Building and deploying storefront to production
          failed    | "cause":"push"                                    | Deploy of storefront to production failed
          cancelled | "id":"R8823"                                      | Deploy of storefront R8823 to production was cancelled
          succeeded | "id":"0195c3a0-0000-7000-8000-0000000000aa"       | Deployed storefront to production
          succeeded | "cause":"promotion","version":9,"source_environment":"staging" | Promoted storefront 9 from staging to production
          failed    | "cause":"promotion","source_environment":"staging" | Promotion of storefront from staging to production failed
          started   | "cause":"promotion"                               | Promoting storefront to production
          succeeded | "cause":"rollback","version":15,"rolled_back_to":11 | Rolled back storefront in production to version 11
          started   | "cause":"rollback"                                | Rolling back storefront in production
          failed    | "cause":"rollback","rolled_back_to":11            | Rollback of storefront in production to version 11 failed
          succeeded | "cause":"redeploy"                                | Redeployed storefront to production
          """)
  void aDeployIsToldByItsCauseAndItsEnd(String status, String deployment, String headline) {
    var scope =
        """
        "scope":{"application":{"name":"storefront"},"environment":{"name":"production"}},
        "deployment":{%s}\
        """
            .formatted(deployment);

    assertThat(Headline.of(event("environment.deploy", status, scope))).isEqualTo(headline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          release.scale                    | succeeded | Scaled app till on rack north
          build.copy                       | failed    | Copying a build of till on rack north failed
          rack.converge                    | succeeded | Converged rack north
          environment.cron                 | failed    | Running a cron job in environment main of Web Shop failed
          environment.certificate.renewal  | started   | Renewing a certificate of environment main of Web Shop
          environment.merge-pr             | succeeded | Merged a pull request into environment main of Web Shop
          environment.pause                | succeeded | Paused environment main of Web Shop
          project.clear_build_cache        | succeeded | Cleared the build cache of project Web Shop
          cluster.reschedule               | succeeded | Rescheduled pods of cluster till-live of till
          pipelinerun.execute              | failed    | Executing a pipeline run of cluster till-live of till failed
          pipelinerun.cancel               | succeeded | Cancelled a pipeline run of cluster till-live of till
          cluster.kubernetes_event         | succeeded | cluster.kubernetes_event succeeded in main of till
          """)
  void whatOnlyOnePlatformTellsIsSaidInWordsToo(String type, String status, String headline) {
    var scope =
        """
        "scope":{"rack":"north","project":{"name":"Web Shop"},"application":{"name":"till"},
          "environment":{"name":"main"},"cluster":{"name":"till-live"}}\
        """;

    assertThat(Headline.of(event(type, status, scope))).isEqualTo(headline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          main  | PRODUCTION  | Deploy of storefront to main (production) failed
          main  | production  | Deploy of storefront to main (production) failed
          Prod2 | PRODUCTION  | Deploy of storefront to Prod2 failed
          main  | DEVELOPMENT | Deploy of storefront to main failed
          """)
  void productionIsCalledSoWhereItsNameDoesNotSayIt(String name, String type, String headline) {
    var scope =
        """
        "scope":{"application":{"name":"storefront"},"environment":{"name":"%s","type":"%s"}}\
        """
            .formatted(name, type);

    assertThat(Headline.of(event("environment.deploy", "failed", scope))).isEqualTo(headline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          environment.deploy | {}                                                | A deploy failed
          environment.deploy | {"environment":{"name":"live"}}                   | Deploy to live failed
          environment.deploy | {"project":{"id":"p1"}}                           | Deploy of p1 failed
          environment.deploy | {"application":{"name":"a"},"cluster":{"name":"c"}} | Deploy of a to cluster c failed
          environment.deploy | {"application":{"name":"a"},"rack":"r"}           | Deploy of a on rack r failed
          environment.deploy | {"environments":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]} | Deploy to a, b and 2 more failed
          application.create | {}                                                | Creating an app failed
          service.create     | {"service":{"name":"pg1"}}                        | Creating service pg1 failed
          member.create      | {}                                                | Adding a member to the organization failed
          system.update      | {}                                                | Updating the system failed
          night.shift        | {}                                                | night.shift failed
          night.shift        | {"rack":"r"}                                      | night.shift failed on rack r
          night.shift        | {"project":{"name":"  "},"rack":"r"}              | night.shift failed on rack r
          """)
  void aHeadlineMakesDoWithWhatIsKnown(String type, String scope, String headline) {
    assertThat(Headline.of(event(type, "failed", "\"scope\":" + scope))).isEqualTo(headline);
  }

  @Test
  void aLogThatIsAnAddressIsALink() {
    var message = Message.of(event("build.create", "failed", "\"log\":\"https://ci.example/7\""));

    assertThat(message.log()).isEmpty();
    assertThat(message.links()).containsExactly(new Message.Link("Log", "https://ci.example/7"));
  }

  @Test
  void onlyTheLastLinesOfALogAreShown() {
    var lines = "line %d\\n";
    var log = new StringBuilder();
    for (int i = 1; i <= 500; i++) {
      log.append(lines.formatted(i));
    }
    var text = sink.message(event("build.create", "failed", "\"log\":\"" + log + "\"")).text();

    assertThat(text).contains("line 500").contains("line 481").doesNotContain("line 480");
  }

  @Test
  void aLogIsShownOnFailureOnly() {
    var more = "\"log\":\"all is well\",\"message\":\"sprint 12\"";
    var text = sink.message(event("build.create", "succeeded", more)).text();

    assertThat(text).doesNotContain("all is well").contains("sprint 12");
  }

  @ParameterizedTest
  @CsvSource({
    "00:00:00.25Z,250 ms",
    "00:00:59.9Z,59 s",
    "00:01:35Z,1 min 35 s",
    "03:00:07Z,3 h 0 min"
  })
  void aDurationIsSaidAsPeopleDo(String end, String said) {
    var times =
        "\"started_at\":\"2026-03-04T00:00:00Z\",\"completed_at\":\"2026-03-04T" + end + "\"";

    assertThat(Message.of(event("build.create", "succeeded", times)).facts())
        .containsExactly(new Message.Fact("Duration", said));
  }

  private static Event example(String name) {
    for (var status : EventStatus.values()) {
      if (name.endsWith("." + status.word())) {
        var type = name.substring(0, name.length() - status.word().length() - 1);
        return EventExamples.of(new EventType(type), status);
      }
    }
    return EventExamples.of(new EventType(name));
  }

  private static Event event(String type, String status, String more) {
    return EventJson.read(
        TestJson.object(
            """
            {"id":"e1","type":"%s","status":"%s","occurred_at":"2026-03-04T05:06:07Z",%s}\
            """
                .formatted(type, status, more)));
  }

  private static String filed(String name) {
    try (var file = MessageTest.class.getResourceAsStream("messages/" + name + ".json")) {
      return new String(
          Optional.ofNullable(file).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
