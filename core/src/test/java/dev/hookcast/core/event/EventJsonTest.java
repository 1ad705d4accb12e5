package dev.hookcast.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.TestJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final Arrival ARRIVAL =
      new Arrival(new EventId("given-1"), Instant.parse("2026-03-14T10:00:00.000000001Z"));
  private static final String WHOLE =
      """
      {"id":"dpl-1","type":"environment.deploy","status":"failed",
       "occurred_at":"2026-03-14T09:27:48.25Z","started_at":"2026-03-14T09:26:12.5Z",
       "completed_at":"2026-03-14T09:27:48.25Z",
       "scope":{"rack":"harbour","project":{"id":"p","name":"Shop"},
         "environments":[{"id":"e1","name":"main","type":"PRODUCTION","machine_name":"m-1"},{"id":"e2"}],
         "application":{"id":"3","name":"checkout"},"cluster":{"id":"7","name":"live","env":"online"},
         "group":{"id":"12","name":"g","ancestors":["3","0"]},"service":{"type":"redis","name":"r"}},
       "actor":{"id":"1","name":"Noor","email":"noor@example.com"},"build":{"id":"B1"},
       "deployment":{"cause":"rollback","build":false,"id":"R1","version":14,"rolled_back_to":11,
         "source_environment":"staging","source":"CLI","url":"https://a/","permanent_url":"https://b/",
         "commit":"5f0c"},
       "message":"why","log":"l","data":{"n":1.0}}
      """;

  @Test
  void readsEveryMember() {
    var event = EventJson.read(TestJson.object(WHOLE));
    assertThat(event.id()).isEqualTo(new EventId("dpl-1"));
    assertThat(event.status()).isEqualTo(EventStatus.FAILED);
    assertThat(event.times().duration().orElseThrow()).hasMillis(95_750);
    assertThat(event.scope().environments()).hasSize(2);
    assertThat(event.scope().group().orElseThrow().ancestors()).containsExactly("3", "0");
    var deployment = event.details().deployment().orElseThrow();
    assertThat(deployment.cause()).contains(Cause.ROLLBACK);
    assertThat(deployment.rolledBackTo()).contains(11L);
    assertThat(event.details().data()).isEqualTo(TestJson.object("{\"n\":1.0}"));
  }

  @Test
  void writesWhatCameInItsOwnFormAsItCame() {
    var document = TestJson.object(WHOLE);
    assertThat(TestJson.text(EventJson.write(EventJson.read(document))))
        .isEqualTo(TestJson.text(document));
  }

  @Test
  void anEmptyTextSaysNothing() {
    var document = TestJson.object(WHOLE);
    for (var text : List.of("harbour", "Shop", "e1", "main", "checkout", "live", "redis", "Noor")) {
      document = TestJson.object(TestJson.text(document).replace("\"" + text + "\"", "\"\""));
    }
    var event = EventJson.read(document.with("message", Json.of("")));
    assertThat(event.scope().rack()).isEmpty();
    assertThat(event.scope().project().flatMap(Named::label)).contains("p");
    assertThat(event.scope().environment().flatMap(Environment::label)).contains("m-1");
    assertThat(event.scope().application().flatMap(Named::name)).isEmpty();
    assertThat(event.scope().cluster().flatMap(Cluster::name)).isEmpty();
    assertThat(event.scope().service().flatMap(Service::type)).isEmpty();
    assertThat(event.details().actor().flatMap(Actor::label)).contains("noor@example.com");
    assertThat(event.details().message()).isEmpty();
    assertThat(EventJson.write(event).object("scope").text("rack")).contains("");
  }

  @Test
  void whatIsWrittenMeansTheSameWhenItIsReadAgain() {
    for (var type : EventCatalogue.all()) {
      var event = fromElsewhere(EventExamples.of(type, EventStatus.FAILED));
      var written = EventJson.write(event);
      assertThat(EventJson.read(written)).isEqualTo(with(event, Source.ofNative(written)));
    }
    var whole = fromElsewhere(EventJson.read(TestJson.object(WHOLE)));
    var written = EventJson.write(whole);
    assertThat(EventJson.read(written)).isEqualTo(with(whole, Source.ofNative(written)));
  }

  @Test
  void whatIsNotKnownIsNotWritten() {
    var bare = fromElsewhere(EventJson.read(filled("{\"type\":\"a.b\"}")));
    assertThat(EventJson.write(bare).members().keySet())
        .containsExactly("id", "type", "status", "occurred_at");
  }

  @Test
  void fillsInWhatTheArrivalKnows() {
    var event = EventJson.read(filled("{\"type\":\"a.b\",\"id\":null,\"status\":null}"));
    assertThat(event.id()).isEqualTo(ARRIVAL.id());
    assertThat(event.status()).isEqualTo(EventStatus.SUCCEEDED);
    assertThat(event.times()).isEqualTo(Times.at(ARRIVAL.at()));
  }

  @Test
  void fillingInChangesNothingThatIsThere() {
    var document = TestJson.object(WHOLE);
    assertThat(EventJson.filled(document, ARRIVAL)).isEqualTo(document);
  }

  @Test
  void oneEnvironmentIsShortForAListOfOne() {
    var one =
        EventJson.read(filled("{\"type\":\"a.b\",\"scope\":{\"environment\":{\"id\":\"e\"}}}"));
    var list =
        EventJson.read(filled("{\"type\":\"a.b\",\"scope\":{\"environments\":[{\"id\":\"e\"}]}}"));
    assertThat(one.scope()).isEqualTo(list.scope());
    assertThat(EventJson.write(fromElsewhere(list)).object("scope").get("environment")).isPresent();
  }

  @Test
  void givesAllProblemsAtOnce() {
    var document =
        """
        {"id":"a.b","type":"Deploy","status":"done","occurred_at":"now","started_at":5,
         "scope":{"environment":{"id":"a"},"environments":[{"id":1},{"size":2}],"planet":"x",
                  "group":{"ancestors":["1",2]}},
         "actor":"me","build":{"nr":1},"deployment":{"cause":"luck","version":1.5},"data":[],
         "extra":true}
        """;
    assertThat(problems(document))
        .containsExactlyInAnyOrder(
            "/id event_id_invalid",
            "/type event_type_invalid",
            "/status status_invalid",
            "/occurred_at time_invalid",
            "/started_at type_mismatch",
            "/scope/environments/0/id type_mismatch",
            "/scope/environments/1/size unknown_field",
            "/scope/planet unknown_field",
            "/scope/group/ancestors/1 type_mismatch",
            "/actor type_mismatch",
            "/build/nr unknown_field",
            "/deployment/cause cause_invalid",
            "/deployment/version type_mismatch",
            "/data type_mismatch",
            "/extra unknown_field");
  }

  @Test
  void eitherEnvironmentOrEnvironments() {
    assertThat(
            problems(
                """
                {"type":"a.b","scope":{"environment":{"id":"a"},"environments":[{"id":"b"}]}}\
                """))
        .containsExactly("/scope/environment conflict");
  }

  @Test
  void aTypeIsRequired() {
    assertThat(problems("{}")).containsExactly("/type required");
    assertThat(problems("{\"type\":null}")).containsExactly("/type required");
  }

  private static JsonObject filled(String document) {
    return EventJson.filled(TestJson.object(document), ARRIVAL);
  }

  private static Event fromElsewhere(Event event) {
    return with(
        event, new Source("elsewhere", JsonObject.EMPTY, Optional.empty(), Optional.empty()));
  }

  private static Event with(Event event, Source source) {
    return new Event(
        event.id(),
        event.type(),
        event.status(),
        event.times(),
        event.scope(),
        event.details(),
        source);
  }

  private static List<String> problems(String document) {
    return catchThrowableOfType(InvalidInput.class, () -> EventJson.read(filled(document)))
        .problems()
        .stream()
        .map(p -> p.pointer() + " " + p.code())
        .toList();
  }
}
