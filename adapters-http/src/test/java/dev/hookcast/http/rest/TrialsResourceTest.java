package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.DELIVERIES;
import static dev.hookcast.http.rest.TestServer.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrialsResourceTest {
  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aTestAnswersItsAttemptAsTheDeliveryShowsIt() {
    var id = api.subscribe("\"filter\":{\"events\":[\"a.b\"]}");

    var got = api.post(SUBSCRIPTIONS + "/" + id + "/test?type=build.create");

    assertThat(got.status()).as(got.text()).isEqualTo(200);
    assertThat(got.text("outcome")).isEqualTo("delivered");
    assertThat(got.object().object("request").text("body").orElse("")).contains("build.create");
    var delivery = api.get(DELIVERIES + "/" + got.text("delivery_id"));
    assertThat(delivery.objects("attempts")).containsExactly(got.object().without("delivery_id"));
    assertThat(delivery.text("subscription_id")).isEqualTo(id);
  }

  @Test
  void aDeployIsSentUnlessAnotherTypeIsNamed() {
    var id = api.subscribe("");
    api.post(SUBSCRIPTIONS + "/" + id + "/pause");
    api.sink.recording.answer(new Outcome.Retry("busy", Optional.empty()));

    JsonObject attempt = api.post(SUBSCRIPTIONS + "/" + id + "/test").object();

    assertThat(attempt.text("outcome")).contains("retry");
    assertThat(attempt.object("request").text("body").orElse("")).contains("environment.deploy");
  }

  @Test
  void validateAsksTheReceiverOnlyWhenToldTo() {
    var id = api.subscribe("\"filter\":{\"events\":[\"odd.word\"]}");
    var validate = SUBSCRIPTIONS + "/" + id + "/validate";
    api.post(SUBSCRIPTIONS + "/" + id + "/pause");
    api.sink.recording.answer(new Outcome.Refused("no"));

    var got = api.post(validate);
    assertThat(got.text()).startsWith("{\"valid\":true,\"errors\":[],\"warnings\":[{");
    assertThat(got.objects("warnings"))
        .extracting(w -> w.text("code").orElse(""))
        .containsExactly("unknown_event", "subscription_paused");
    assertThat(api.sink.recording.shipments()).isEmpty();

    var probed = api.post(validate + "?probe=true");
    assertThat(probed.object().bool("valid")).contains(false);
    assertThat(probed.pointers()).containsExactly("/options/url");
    assertThat(api.sink.recording.shipments()).hasSize(1);
    api.post(validate + "?probe=yes").isProblem(400, "type_mismatch");
    api.post(SUBSCRIPTIONS + "/01936d5e-0001-7000-8000-00000000000a/validate")
        .isProblem(404, "not_found");
  }

  @Test
  void whatCannotBeTestedIsRefused() {
    var id = api.subscribe("\"dialect\":\"plain\"");
    var test = SUBSCRIPTIONS + "/" + id + "/test";

    assertThat(api.post(test + "?type=no.word").isProblem(422, "not_sendable").pointers())
        .containsExactly("/query/type");
    api.post(test + "?type=hookcast.x").isProblem(422, "event_type_reserved");
    api.post(test + "?type=A").isProblem(400, "event_type_invalid");
    api.post(test + "?typ=a.b").isProblem(400, "unknown_parameter");
    api.post(SUBSCRIPTIONS + "/01936d5e-0001-7000-8000-00000000000a/test")
        .isProblem(404, "not_found");
  }
}
