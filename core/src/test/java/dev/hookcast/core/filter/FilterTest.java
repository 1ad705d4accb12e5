package dev.hookcast.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.TestJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
  private static final String DEPLOY =
      """
      {"type":"environment.deploy","status":"failed","scope":{"rack":"harbour",
       "project":{"id":"prj-1","name":"Web Shop"},
       "environments":[{"id":"main","type":"PRODUCTION","machine_name":"main-x7"},
                       {"id":"feature/a","name":"Basket","type":"preview"}],
       "application":{"id":"3","name":"checkout"},"cluster":{"id":"7","name":"live"},
       "group":{"id":"12","name":"storefront","ancestors":["3","0"]}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                    | true
          {"events":["*"]}                                                      | true
          {"events":["environment.*"]}                                          | true
          {"events":["environment.deploy"]}                                     | true
          {"events":["ship"]}                                                   | true
          {"events":["sail"]}                                                   | true
          {"events":["a.b","ship"]}                                             | true
          {"events":["environment"]}                                            | false
          {"events":["application.*"]}                                          | false
          {"events":["*"],"excluded_events":["ship"]}                           | false
          {"excluded_events":["environment.*"]}                                 | false
          {"excluded_events":["application.*"]}                                 | true
          {"statuses":["failed","started"]}                                     | true
          {"statuses":["succeeded"]}                                            | false
          {"states":["ended"]}                                                  | true
          {"states":["*"]}                                                      | true
          {"states":["begun"]}                                                  | false
          {"results":["bad","good"]}                                            | true
          {"results":["*"]}                                                     | true
          {"results":["good"]}                                                  | false
          {"racks":["harbour"]}                                                 | true
          {"racks":["Harbour"]}                                                 | false
          {"projects":["web shop"]}                                             | true
          {"projects":["PRJ-1"]}                                                | true
          {"projects":["web*","other"]}                                         | true
          {"projects":["shop"]}                                                 | false
          {"projects":["web"]}                                                  | false
          {"projects":["web*"],"project_match":"name"}                          | true
          {"projects":["prj-1"],"project_match":"name"}                         | false
          {"projects":["PRJ*"],"project_match":"id"}                            | true
          {"projects":["web shop"],"project_match":"id"}                        | false
          {"project_match":"id"}                                                | true
          {"environment_types":["production"]}                                  | true
          {"environment_types":["PRE*"]}                                        | true
          {"environment_types":["STAGING"]}                                     | false
          {"environments":["*"]}                                                | true
          {"environments":["main"]}                                             | true
          {"environments":["Basket"]}                                           | true
          {"environments":["basket"]}                                           | false
          {"environments":["*-x7"]}                                             | true
          {"environments":["feature/*"]}                                        | true
          {"environments":["release/*"]}                                        | false
          {"environments":["main"],"excluded_environments":["feature/*"]}       | false
          {"environments":["*"],"excluded_environments":["main-x*"]}            | false
          {"excluded_environments":["release/*"]}                               | true
          {"excluded_environments":["*"]}                                       | false
          {"applications":["checkout"]}                                         | true
          {"applications":["3"]}                                                | true
          {"applications":["check*"]}                                           | false
          {"clusters":["live"]}                                                 | true
          {"clusters":["checkout"]}                                             | false
          {"groups":["12"]}                                                     | true
          {"groups":["storefront"]}                                             | true
          {"groups":["0"]}                                                      | true
          {"groups":["7"]}                                                      | false
          {"projects":["web*"],"environment_types":["production"]}              | true
          {"projects":["web*"],"environment_types":["staging"]}                 | false
          {"projects":["other"],"environment_types":["production"]}             | false
          """)
  void partsAreAndedAndListsAreOred(String filter, boolean matched) {
    assertThat(verdict(filter, DEPLOY, named(false)) instanceof Verdict.Matched).isEqualTo(matched);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"events":["a.b"]}                   | the event type environment.deploy (ship) isn't subscribed
          {"excluded_events":["ship"]}         | the event type environment.deploy (ship) is excluded
          {"statuses":["started"]}             | the status failed isn't subscribed
          {"states":["begun"]}                 | the state ended isn't subscribed
          {"results":["good"]}                 | the result bad isn't subscribed
          {"racks":["x"]}                      | the rack harbour isn't among those subscribed
          {"projects":["x"]}                   | the project Web Shop isn't among those subscribed
          {"projects":["x"],"project_match":"name"} | the project name Web Shop isn't among those subscribed
          {"projects":["x"],"project_match":"id"} | the project id prj-1 isn't among those subscribed
          {"environment_types":["x"]}          | none of the environment types PRODUCTION, preview is among those subscribed
          {"environments":["x"]}               | none of the environments main, Basket is among those subscribed
          {"excluded_environments":["feature/*"]} | the environment Basket is excluded
          {"excluded_environments":["main"]}   | the environment main is excluded
          {"applications":["x"]}               | the application checkout isn't among those subscribed
          {"clusters":["x"]}                   | the cluster live isn't among those subscribed
          {"groups":["x"]}                     | the group storefront isn't among those subscribed
          """)
  void saysWhatKeptTheEventOut(String filter, String why) {
    assertThat(verdict(filter, DEPLOY, named(false))).isEqualTo(new Verdict.Skipped(why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"racks":["x"]}                   | the event has no rack
          {"projects":["*"]}                | the event has no project
          {"environment_types":["*"]}       | the event has no environment type
          {"environments":["x*"]}           | the event has no environment
          {"applications":["x"]}            | the event has no application
          {"clusters":["x"]}                | the event has no cluster
          {"groups":["x"]}                  | the event has no group
          """)
  void whatIsRestrictedHasToBeKnown(String filter, String why) {
    var nowhere = "{\"type\":\"project.modify.title\"}";
    assertThat(verdict(filter, nowhere, named(false))).isEqualTo(new Verdict.Skipped(why));
  }

  @Test
  void aWordIsNotRepeatedWhereItIsTheType() {
    assertThat(verdict("{\"events\":[\"a.b\"]}", DEPLOY, Naming.of("environment.deploy")))
        .isEqualTo(new Verdict.Skipped("the event type environment.deploy isn't subscribed"));
  }

  @Test
  void aProjectKnownOtherwiseThanTheFilterAsksIsNoProject() {
    var unnamed = "{\"type\":\"project.modify.title\",\"scope\":{\"project\":{\"id\":\"p\"}}}";
    assertThat(verdict("{\"projects\":[\"*\"],\"project_match\":\"name\"}", unnamed, named(false)))
        .isEqualTo(new Verdict.Skipped("the event has no project name"));
    assertThat(verdict("{\"projects\":[\"*\"],\"project_match\":\"id\"}", unnamed, named(false)))
        .isEqualTo(Verdict.MATCHED);
  }

  @Test
  void anEventWithoutEnvironmentsMeetsAStarAndNoExclusion() {
    var nowhere = "{\"type\":\"project.modify.title\"}";
    var filter = "{\"environments\":[\"*\"],\"excluded_environments\":[\"*\"]}";
    assertThat(verdict(filter, nowhere, named(false))).isEqualTo(Verdict.MATCHED);
  }

  @Test
  void anEventWithoutAStateOrResultMeetsOnlyAStar() {
    var plain = Naming.of("ship");
    assertThat(verdict("{\"states\":[\"ended\"]}", DEPLOY, plain))
        .isEqualTo(new Verdict.Skipped("the event has no state"));
    assertThat(verdict("{\"results\":[\"bad\"]}", DEPLOY, plain))
        .isEqualTo(new Verdict.Skipped("the event has no result"));
    assertThat(verdict("{\"states\":[\"*\"],\"results\":[\"*\"]}", DEPLOY, plain))
        .isEqualTo(Verdict.MATCHED);
  }

  @Test
  void whatIsSentOnRequestNeedsItsStatusNamed() {
    assertThat(verdict("{}", DEPLOY, named(true)))
        .isEqualTo(new Verdict.Skipped("the status failed isn't subscribed"));
    assertThat(verdict("{\"events\":[\"ship\"]}", DEPLOY, named(true)))
        .isInstanceOf(Verdict.Skipped.class);
    assertThat(verdict("{\"statuses\":[\"failed\"]}", DEPLOY, named(true)))
        .isEqualTo(Verdict.MATCHED);
  }

  @Test
  void operationalEventsHaveToBeAskedForByName() {
    var own = "{\"type\":\"hookcast.subscription.paused\"}";
    var named = Naming.of("hookcast.subscription.paused");
    assertThat(verdict("{}", own, named)).isInstanceOf(Verdict.Skipped.class);
    assertThat(verdict("{\"events\":[\"*\"]}", own, named)).isInstanceOf(Verdict.Skipped.class);
    assertThat(verdict("{\"events\":[\"hookcast.*\"]}", own, named)).isEqualTo(Verdict.MATCHED);
    assertThat(verdict("{\"events\":[\"hookcast.subscription.paused\"]}", own, named))
        .isEqualTo(Verdict.MATCHED);
  }

  @Test
  void theFilterOfAllIsTheOneThatSaysNothing() {
    assertThat(filter("{}")).isEqualTo(Filter.ALL);
  }

  private static Verdict verdict(String filter, String event, Naming.Named named) {
    return filter(filter).consider(event(event), named);
  }

  private static Naming.Named named(boolean onRequest) {
    return new Naming.Named(
        "ship", List.of("sail"), Optional.of("ended"), Optional.of("bad"), onRequest);
  }

  private static Filter filter(String document) {
    var in = JsonReader.of(TestJson.object(document));
    var filter = FilterJson.read(in);
    in.end();
    return filter;
  }

  private static Event event(String document) {
    var arrival = new Arrival(new EventId("e"), Instant.EPOCH);
    return EventJson.read(EventJson.filled(TestJson.object(document), arrival));
  }
}
