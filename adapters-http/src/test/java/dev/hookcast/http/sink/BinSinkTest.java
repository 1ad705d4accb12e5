package dev.hookcast.http.sink;

import static dev.hookcast.http.sink.Sending.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Problem;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.http.JacksonJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BinSinkTest implements SinkContract {
  private static final String SIGNING = "whsec_YSBrZXkgb2YgMjQgYnl0ZXMsIG9yIHNv";

  private final Bins bins = new Bins();
  private final BinSink sink = new BinSink(new JacksonJson(), "7.7.7", bins);

  @Override
  public BinSink sink() {
    return sink;
  }

  @Override
  public SinkChoice accepting() {
    return answering("200");
  }

  @Override
  public SinkChoice failing() {
    return answering("503");
  }

  @Override
  public SinkChoice invalid() {
    return answering("99");
  }

  @Override
  public int received() {
    return caught().size();
  }

  @Test
  void theRequestIsTheOneThatAWebhookWouldSend() {
    var shipment = shipment("200");
    sink.send(shipment);

    var webhook = Sending.sink(Sending.LOOPBACK).preview(shipment);
    assertThat(caught().getFirst().headers()).isEqualTo(webhook.headers());
    assertThat(caught().getFirst().body()).isEqualTo(webhook.body());
    assertThat(caught().getFirst().headers())
        .extracting(Header::name)
        .contains("webhook-signature");
  }

  @Test
  void itAnswersWhatItIsToldTo() {
    assertThat(sink.send(shipment("204")).outcome()).isInstanceOf(Outcome.Delivered.class);
    assertThat(sink.send(shipment("503")).outcome()).isInstanceOf(Outcome.Retry.class);
    assertThat(sink.send(shipment("410")).outcome()).isInstanceOf(Outcome.Gone.class);
    assertThat(caught()).extracting(Bins.Caught::answered).containsExactly(410, 503, 204);
  }

  @Test
  void aStatusHasToBeOne() {
    for (var status : List.of("", "20", "99", "600", "2000", "ok")) {
      assertThat(sink.check(SinkContract.settings(answering(status))))
          .as(status)
          .extracting(Problem::code)
          .containsExactly("status_invalid");
    }
  }

  @Test
  void onlyTheLatestHundredRequestsAreKept() {
    for (int i = 0; i < 105; i++) {
      sink.send(shipment("200"));
    }
    assertThat(caught()).hasSize(100);
  }

  @Test
  void anEmptiedBinHoldsNothing() {
    var shipment = shipment("200");
    sink.send(shipment);
    bins.empty(shipment.subscription().id());
    assertThat(caught()).isEmpty();
  }

  private List<Bins.Caught> caught() {
    return bins.of(shipment("200").subscription().id());
  }

  private static Shipment shipment(String status) {
    return SinkContract.shipment(answering(status), SinkContract.ordinary());
  }

  private static SinkChoice answering(String status) {
    var options = JsonObject.writing().put("status", status).done();
    var choice = new SinkChoice("bin", true, options, Secrets.NONE);
    return with(choice, Optional.of(SIGNING), Map.of("X-Team-Key", "blue-canary-51"));
  }
}
