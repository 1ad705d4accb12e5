package dev.hookcast.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.dialect.Recipient;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.filter.FilterJson;
import dev.hookcast.core.filter.Verdict;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.TestJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each platform's own filter promises, held by ours. */
class PlatformFiltersTest {
  private static final String MATCHED = "matched";
  private static final Arrival ARRIVAL = new Arrival(new EventId("e"), Instant.EPOCH);

  static List<Dialect> dialects() {
    return Dialects.all().list();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyExampleIsSubscribedToByItsWordItsTypeItsFamilyAndAStar(Dialect dialect) {
    for (var type : EventCatalogue.all()) {
      for (var status : EventStatus.values()) {
        var event = EventExamples.of(type, status);
        if (dialect.name(event) instanceof Naming.Named named) {
          var family = type.value().substring(0, type.value().indexOf('.')) + ".*";
          var calls =
              Stream.concat(
                  Stream.of(named.word(), type.value(), family, "*"), named.aliases().stream());
          assertThat(calls)
              .as("%s %s %s", dialect.name(), type, status)
              .allMatch(call -> wants(dialect, call, status, event))
              .allMatch(call -> !wants(dialect, call + "x", status, event));
        }
      }
    }
  }

  private static boolean wants(Dialect dialect, String call, EventStatus status, Event event) {
    var filter =
        FilterJson.read(
            JsonReader.of(TestJson.object("{\"statuses\":[\"" + status.word() + "\"]}")));
    var events =
        new Filter(
            List.of(new EventPattern(call)),
            filter.excludedEvents(),
            filter.statuses(),
            filter.states(),
            filter.results(),
            filter.places());
    return verdict(dialect, events, event).equals(MATCHED);
  }

  @ParameterizedTest
  @CsvSource({
    "horizon, clusters_restarted, clsuters_restarted, clusters_restarted",
    "horizon, clsuters_restarted, clusters_restarted, clsuters_restarted",
    "horizon, application_deleted, applications_deleted, application_deleted",
    "horizon, applications_deleted, application_deleted, applications_deleted",
    "horizon, applications_transfered, application_transferred, applications_transfered",
    "horizon, application.delete, application_deleted, application_deleted",
    "horizon, *, cluster_created, cluster_created",
    "convox, release:promote, app:promote, app:promote",
    "convox, app:promote, release:promote, release:promote",
    "convox, system:update, rack:update, rack:update",
    "convox, resource:create, service:create, service:create",
  })
  void anEventIsFoundByItsOtherNameAndCalledAsTheReceiverKnowsIt(
      String platform, String subscribed, String told, String sent) {
    var dialect = dialect(platform);
    var event = told(dialect, told);
    assertThat(verdict(dialect, "{\"events\":[\"" + subscribed + "\"]}", event)).isEqualTo(MATCHED);
    var recipient = new Recipient(OrganizationId.DEFAULT, 1, 2, 3, List.of(subscribed));
    var payload = dialect.render(event, recipient);
    assertThat(payload.text("eventType").or(() -> payload.text("action"))).contains(sent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -           | -                  | anything     | PREVIEW     | matched
          market      | -                  | Market       | STAGING     | matched
          MARKET      | -                  | market       | STAGING     | matched
          market      | -                  | market-v2    | STAGING     | the project name market-v2 isn't among those subscribed
          pro*        | -                  | Pro          | STAGING     | matched
          pro*        | -                  | PROJECTIONS  | STAGING     | matched
          pro*        | -                  | my-pro       | STAGING     | the project name my-pro isn't among those subscribed
          title*      | -                  | TITLE-1      | STAGING     | matched
          pro*,market | PRODUCTION,STAGING | products     | DEVELOPMENT | the environment type DEVELOPMENT isn't among those subscribed
          pro*,market | PRODUCTION,STAGING | till         | STAGING     | the project name till isn't among those subscribed
          *           | PREVIEW            | x            | PREVIEW     | matched
          *           | preview            | x            | PREVIEW     | matched
          p-1         | -                  | x            | PREVIEW     | the project name x isn't among those subscribed
          """)
  void qoverysProjectsAreNamesWithoutCaseAndItsTypesAreMetTogether(
      String projects, String types, String project, String type, String expected) {
    var usual = Locale.getDefault();
    // In Turkish a small i isn't the lower case of a capital one.
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      var filter =
          "{\"project_match\":\"name\",\"projects\":%s,\"environment_types\":%s}"
              .formatted(list(projects), list(types));
      var event =
          read(
              "qovery",
              """
              {"event_type":"DEPLOYMENT_FAILURE","payload":{"project":{"id":"p-1","name":"%s"},
               "environment":{"id":"e","mode":"%s"}}}\
              """
                  .formatted(project, type));
      assertThat(verdict(dialect("qovery"), filter, event)).isEqualTo(expected);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"events":["*"]}                                                 | push complete success main    | matched
          {"events":["environment.push"]}                                  | push complete success main    | matched
          {"events":["environment.deploy"]}                                | push complete success main    | matched
          {"events":["environment.redeploy"]}                              | push complete success main    | the event type environment.deploy (environment.push) isn't subscribed
          {"events":["environment.*"],"excluded_events":["environment.push"]} | push complete success main | the event type environment.deploy (environment.push) is excluded
          {"states":["complete"]}                                          | push in_progress null main    | the state in_progress isn't subscribed
          {"states":["in_progress","complete"]}                            | push in_progress null main    | matched
          {"states":["*"]}                                                 | push staged null main         | matched
          {"results":["*"]}                                                | push pending null main        | matched
          {"results":["success"]}                                          | push complete failure main    | the result failure isn't subscribed
          {"results":["failure"]}                                          | push complete failure main    | matched
          {"results":["success"]}                                          | push complete null main       | the event has no result
          {"environments":["*"]}                                           | push complete success main    | matched
          {"environments":["main","feature/*"]}                            | push complete success feature/a/B.2 | matched
          {"environments":["feature/*"]}                                   | push complete success Feature/a | the environment Feature/a isn't among those subscribed
          {"environments":["feature/*"],"excluded_environments":["*/b"]}   | push complete success feature/b | the environment feature/b is excluded
          {"environments":["*"],"excluded_environments":["main"]}          | push complete success main    | the environment main is excluded
          {"environments":["*"],"excluded_environments":["*"]}             | cron complete success -       | matched
          {"environments":["main"]}                                        | cron complete success -       | the event has no environment
          {"environments":["main"],"excluded_environments":["x"]}          | push complete success x main  | the environment x is excluded
          """)
  void platformshsActivitiesAreChosenByTypeStateResultAndEnvironment(
      String filter, String activity, String expected) {
    var parts = activity.split(" ", 4);
    var environments = parts[3].equals("-") ? "" : parts[3].replace(" ", "\",\"");
    var event =
        read(
            "platformsh",
            """
            {"id":"a","project":"p","type":"environment.%s","state":"%s","result":%s,
             "environments":[%s]}\
            """
                .formatted(
                    parts[0],
                    parts[1],
                    parts[2].equals("null") ? "null" : "\"" + parts[2] + "\"",
                    environments.isEmpty() ? "" : "\"" + environments + "\""));
    assertThat(verdict(dialect("platformsh"), filter, event)).isEqualTo(expected);
  }

  @Test
  void someActivitiesOfPlatformshAreNeverSentWhateverTheFilter() {
    for (var type : List.of("project.create", "integration.webhook")) {
      var event = read("platformsh", "{\"id\":\"a\",\"project\":\"p\",\"type\":\"" + type + "\"}");
      assertThat(verdict(dialect("platformsh"), "{\"events\":[\"*\",\"" + type + "\"]}", event))
          .isEqualTo("platformsh never sends " + type);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"groups":["12"]}                    | cluster.free       | matched
          {"groups":["3"]}                     | cluster.free       | matched
          {"groups":["0"]}                     | member.create      | matched
          {"groups":["0"]}                     | application.create | matched
          {"groups":["13"]}                    | cluster.free       | the group storefront isn't among those subscribed
          {"applications":["318"]}             | cluster.free       | matched
          {"applications":["318"]}             | application.delete | matched
          {"applications":["77"]}              | cluster.free       | the application checkout isn't among those subscribed
          {"applications":["318"]}             | member.create      | the event has no application
          {"clusters":["77"]}                  | cluster.free       | matched
          {"clusters":["77"]}                  | pipelinerun.cancel | matched
          {"clusters":["77"]}                  | application.delete | the event has no cluster
          {"clusters":["318"]}                 | cluster.free       | the cluster checkout-live isn't among those subscribed
          {"groups":["3"],"events":["clusters_freed"]} | cluster.free | matched
          {"groups":["3"],"events":["clusters_freed"]} | cluster.restart | the event type cluster.restart (clsuters_restarted) isn't subscribed
          """)
  void horizonsWebhookHearsOfAllThatLiesBelowItsOwner(String filter, String type, String expected) {
    var event = EventExamples.of(new EventType(type));
    assertThat(verdict(dialect("horizon"), filter, event)).isEqualTo(expected);
  }

  @Test
  void aClusterOfHorizonsOwnPayloadIsFoundByItsApplicationsName() {
    var event =
        read(
            "horizon",
            """
            {"eventType":"clusters_freed","cluster":{"id":7,"name":"a-live","applicationName":"a"}}\
            """);
    assertThat(verdict(dialect("horizon"), "{\"applications\":[\"a\"]}", event)).isEqualTo(MATCHED);
    assertThat(verdict(dialect("horizon"), "{\"applications\":[\"3\"]}", event))
        .isEqualTo("the application a isn't among those subscribed");
  }

  private static Event told(Dialect dialect, String word) {
    var member = dialect.name().equals("horizon") ? "eventType" : "action";
    return read(dialect.name(), "{\"%s\":\"%s\",\"status\":\"success\"}".formatted(member, word));
  }

  private static String list(String entries) {
    return entries == null ? "[]" : "[\"" + entries.replace(",", "\",\"") + "\"]";
  }

  private static Event read(String dialect, String document) {
    return dialect(dialect).parse(TestJson.object(document), ARRIVAL);
  }

  private static Dialect dialect(String name) {
    return Dialects.all().named(name).orElseThrow();
  }

  private static String verdict(Dialect dialect, String filter, Event event) {
    var in = JsonReader.of(TestJson.object(filter));
    var read = FilterJson.read(in);
    in.end();
    return verdict(dialect, read, event);
  }

  private static String verdict(Dialect dialect, Filter filter, Event event) {
    return switch (dialect.name(event)) {
      case Naming.Unnamed unnamed -> unnamed.why();
      case Naming.Named named ->
          switch (filter.consider(event, named)) {
            case Verdict.Matched matched -> MATCHED;
            case Verdict.Skipped skipped -> skipped.reason();
          };
    };
  }
}
