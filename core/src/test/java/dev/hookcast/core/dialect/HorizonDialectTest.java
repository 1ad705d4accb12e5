package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Next;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.TestJson;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HorizonDialectTest implements PlatformContract, SigningContract {
  private static final String OTHER_SPELLINGS =
      """
      application_deleted, applications_deleted
      application_transferred, applications_transferred
      applications_transfered, applications_transferred
      cluster_created, clusters_created
      cluster_deleted, clusters_deleted
      clusters_restarted, clsuters_restarted
      """;

  private final Dialect horizon = new HorizonDialect();

  @Override
  public Dialect dialect() {
    return horizon;
  }

  @Override
  public List<String> documented() {
    return List.of(
        "applications_created",
        "applications_deleted",
        "applications_transferred",
        "applications_updated",
        "clusters_created",
        "clusters_deleted",
        "clusters_updated",
        "clusters_builddeployed",
        "clusters_deployed",
        "clusters_rollbacked",
        "clusters_freed",
        "clsuters_restarted",
        "clusters_action",
        "clusters_rescheduled",
        "clusters_kubernetes_event",
        "members_created",
        "members_updated",
        "members_deleted",
        "pipelineruns_created",
        "pipelineruns_cancelled",
        "pipelineruns_executed");
  }

  @Override
  public String contentType() {
    return "application/json;charset=utf-8";
  }

  @Override
  public JsonObject wrong() {
    return TestJson.object(
        """
        {"eventID":"1","eventType":"clusters_exploded","application":[],"cluster":"a",
         "pipelinerun":true,"member":1,"user":7}
        """);
  }

  @Override
  public List<String> pointers() {
    return List.of(
        "/eventID", "/eventType", "/application", "/cluster", "/pipelinerun", "/member", "/user");
  }

  @Override
  public JsonObject called(String word, JsonObject document) {
    return document.with("eventType", Json.of(word));
  }

  @Override
  public Secret usable() {
    return new Secret("correct-horse");
  }

  @Override
  public Secret unusable() {
    return new Secret("battery staple");
  }

  @Test
  void theNumbersOfTheSubscriptionAndTheLogAreItsOwn() {
    var event = parse("{\"id\":1,\"eventID\":3,\"webhookID\":2,\"eventType\":\"clusters_freed\"}");
    assertThat(TestJson.text(horizon.render(event, RECIPIENT)))
        .isEqualTo("{\"id\":9,\"eventID\":3,\"webhookID\":5,\"eventType\":\"clusters_freed\"}");
  }

  @Test
  void theyAreAddedWhereTheyWereNot() {
    var event = parse("{\"eventID\":3,\"eventType\":\"clusters_freed\",\"extra\":\"{}\"}");
    var sent = horizon.render(event, RECIPIENT);
    assertThat(sent.integer("id")).hasValue(9);
    assertThat(sent.integer("webhookID")).hasValue(5);
    assertThat(sent.without("id").without("webhookID")).isEqualTo(event.source().document());
  }

  @ParameterizedTest
  @CsvSource(textBlock = OTHER_SPELLINGS)
  void eitherSpellingIsUnderstoodAndLeavesAsItCame(String page, String code) {
    for (var spelling : List.of(page, code)) {
      var event = called(spelling);
      assertThat(event.type()).isEqualTo(called(code).type());
      assertThat(filterWords()).contains(spelling);
      assertThat(sent(event, List.of()).text("eventType")).contains(spelling);
      assertThat(sent(event, List.of("*")).text("eventType")).contains(spelling);
      assertThat(horizon.name(event))
          .isInstanceOfSatisfying(
              Naming.Named.class,
              n -> {
                assertThat(n.word()).isEqualTo(spelling);
                assertThat(n.answersTo(page)).isTrue();
                assertThat(n.answersTo(code)).isTrue();
              });
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = OTHER_SPELLINGS)
  void aReceiverGetsTheSpellingThatItsSubscriptionUses(String page, String code) {
    var here = EventExamples.of(called(code).type());
    for (var event : List.of(called(page), called(code), here)) {
      assertThat(sent(event, List.of("clusters_freed", page)).text("eventType")).contains(page);
      assertThat(sent(event, List.of(code)).text("eventType")).contains(code);
    }
    assertThat(sent(called(page), List.of(code, page)).text("eventType")).contains(page);
    assertThat(sent(here, List.of(page, code)).text("eventType")).contains(code);
    assertThat(sent(here, List.of(here.type().value())).text("eventType")).contains(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application_created",
        "cluster_freed",
        "cluster_deployed",
        "clusters_rolledback",
        "cluster_restarted",
        "clsuters_freed",
        "clusters_reschedule",
        "pipelinerun_created",
        "clusters_*",
        "Clusters_freed",
        "instances_deployed",
        "*",
      })
  void wordsThatOnlyLookAlikeAreRefused(String word) {
    var refusal = catchThrowableOfType(InvalidInput.class, () -> called(word));
    assertThat(refusal.problems()).extracting(Problem::pointer).containsExactly("/eventType");
    assertThat(filterWords()).doesNotContain(word);
  }

  @Test
  void anEventIsTheSameByEitherSpelling() {
    var page = parse("{\"eventID\":60321,\"eventType\":\"cluster_deleted\"}").source();
    var code = parse("{\"eventID\":60321,\"eventType\":\"clusters_deleted\"}").source();
    assertThat(page.idempotencyKey()).contains("60321\nclusters_deleted");
    assertThat(code.idempotencyKey()).isEqualTo(page.idempotencyKey());
    assertThat(page.externalId()).contains("60321");
    assertThat(called("clusters_deleted").source().idempotencyKey()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "9223372036854775808", "18446744073709551615"})
  void numbersHave64BitsAndNoSign(String number) {
    assertThat(numbered(number).source().externalId()).contains(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.0", "1e3", "18446744073709551616", "true", "\"1\""})
  void anEventsNumberIsOne(String number) {
    var refusal = catchThrowableOfType(InvalidInput.class, () -> numbered(number));
    assertThat(refusal.problems()).extracting(Problem::pointer).containsExactly("/eventID");
  }

  @ParameterizedTest
  @CsvSource({
    "'', false, clusters_deployed",
    "push, false, clusters_deployed",
    "promotion, true, clusters_builddeployed",
    "redeploy, true, clusters_builddeployed",
    "rollback, false, clusters_rollbacked",
    "rollback, true, clusters_rollbacked",
  })
  void aDeploymentIsToldByWhatTriggeredIt(String cause, boolean build, String word) {
    var because = cause.isEmpty() ? "" : ",\"cause\":\"" + cause + "\"";
    var event =
        natively(
            """
            {"type":"environment.deploy","status":"started","scope":{"cluster":{"id":"7"}},
             "deployment":{"build":%s%s}}\
            """
                .formatted(build, because));
    assertThat(horizon.name(event))
        .isInstanceOfSatisfying(Naming.Named.class, n -> assertThat(n.word()).isEqualTo(word));
    assertThat(sent(event, List.of()).text("eventType")).contains(word);
  }

  @ParameterizedTest
  @CsvSource({"SUCCEEDED,succeeded", "FAILED,failed", "CANCELLED,cancelled"})
  void howADeploymentEndedIsNotTold(EventStatus status, String word) {
    assertThat(horizon.name(EventExamples.of(EventType.DEPLOY, status)))
        .isEqualTo(new Naming.Unnamed("horizon has no word for environment.deploy " + word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkout", "-7", "007", "0", "18446744073709551616", "٣"})
  void anIdThatIsNoNumberCannotBeSaid(String id) {
    var event =
        natively(
            """
            {"type":"application.create","scope":{"application":{"id":"%s","name":"a"}}}\
            """
                .formatted(id));
    assertThat(horizon.name(event)).isEqualTo(new Naming.Unnamed("lacks application.id"));
  }

  @Test
  void onlyTheBlockOfItsOwnResourceIsSentAndNothingEmpty() {
    var event =
        natively(
            """
            {"type":"cluster.free","scope":{"cluster":{"id":"7","name":"","env":"online"},
             "application":{"id":"3","name":"checkout"},"group":{"id":"1"}},
             "actor":{"id":"bot","name":"","email":"bot@example.com"}}\
            """);
    assertThat(TestJson.text(sent(event, List.of())))
        .isEqualTo(
            TestJson.text(
                TestJson.object(
                    """
                    {"id":9,"eventID":7,"webhookID":5,
                     "cluster":{"id":7,"applicationName":"checkout","env":"online"},
                     "eventType":"clusters_freed","user":{"email":"bot@example.com"}}
                    """)));
    var nobodys =
        natively(
            """
            {"type":"cluster.free","scope":{"cluster":{"id":"7"}},"actor":{"id":"bot"}}\
            """);
    assertThat(sent(nobodys, List.of()).get("user")).isEmpty();
  }

  @Test
  void ofAMemberIsToldWhatTheDataSays() {
    var event =
        natively(
            """
            {"type":"member.update","scope":{"group":{"id":"12"}},"data":{"member":
             {"id":503,"role":"owner","resourceType":"","resourceID":0,"memberNameID":58,"x":1}}}\
            """);
    assertThat(sent(event, List.of()).object("member"))
        .isEqualTo(TestJson.object("{\"id\":503,\"role\":\"owner\",\"memberNameID\":58}"));
  }

  @Test
  void ofAPipelineRunIsToldWhatTheDataSaysAndWhichClusterItRunsFor() {
    var event =
        natively(
            """
            {"type":"pipelinerun.cancel","scope":{"cluster":{"id":"77","name":"live","env":"e"}},
             "data":{"pipelinerun":{"id":2204,"clusterID":1,"title":"t","gitRef":5}}}\
            """);
    assertThat(sent(event, List.of()).object("pipelinerun"))
        .isEqualTo(
            TestJson.object(
                "{\"id\":2204,\"clusterID\":77,\"clusterName\":\"live\",\"title\":\"t\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"member\":{\"id\":\"5\"}}", "{\"member\":{\"id\":0}}", "{\"member\":5}"})
  void aMemberWithoutANumberCannotBeTold(String data) {
    var event = natively("{\"type\":\"member.create\",\"data\":" + data + "}");
    assertThat(horizon.name(event)).isEqualTo(new Naming.Unnamed("lacks data.member.id"));
  }

  @ParameterizedTest
  @CsvSource({"groups, true", "applications, false", "teams, false"})
  void aMemberOfAGroupHappensInIt(String resource, boolean inGroup) {
    var event =
        parse(
            """
            {"eventType":"members_created","member":{"resourceType":"%s","resourceID":12}}\
            """
                .formatted(resource));
    assertThat(event.scope().group().isPresent()).isEqualTo(inGroup);
  }

  @Test
  void theApplicationsOwnBlockSaysMoreThanTheClustersWord() {
    var both =
        parse(
            """
            {"eventType":"clusters_freed","application":{"id":3,"name":"checkout"},
             "cluster":{"applicationName":"other"}}\
            """);
    assertThat(both.scope().application().orElseThrow().words()).containsExactly("3", "checkout");
  }

  @Test
  void theCurrentSecretIsSentInClearUnlessItIsEmpty() {
    assertThat(horizon.sign(List.of(usable(), new Secret("former")), DELIVERY, AT, BODY))
        .containsExactly(new Header("X-Horizon-Webhook-Secret", "correct-horse"));
    assertThat(horizon.sign(List.of(new Secret("")), DELIVERY, AT, BODY)).isEmpty();
    assertThat(horizon.objection(new Secret(""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 226, 301, 304, 399})
  void anythingBelow400IsSuccess(int status) {
    assertThat(horizon.terms().judge(status, Optional.empty()))
        .isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void thereIsOneAttempt() {
    var failed = horizon.terms().judge(500, Optional.empty());
    assertThat(horizon.terms().retry().next(failed, 0, AT, new Random(1)))
        .isInstanceOf(Next.GiveUp.class);
  }

  private JsonObject sent(Event event, List<String> words) {
    return horizon.render(event, new Recipient(OrganizationId.DEFAULT, 5, 7, 9, words));
  }

  private Event called(String word) {
    return parse("{\"eventType\":\"" + word + "\"}");
  }

  private Event numbered(String number) {
    return parse("{\"eventType\":\"clusters_freed\",\"eventID\":" + number + "}");
  }

  private Event parse(String document) {
    return horizon.parse(TestJson.object(document), ARRIVAL);
  }

  private List<String> filterWords() {
    return Stream.concat(horizon.words().stream(), horizon.aliases().stream()).toList();
  }

  private static Event natively(String document) {
    return EventJson.read(EventJson.filled(TestJson.object(document), ARRIVAL));
  }
}
