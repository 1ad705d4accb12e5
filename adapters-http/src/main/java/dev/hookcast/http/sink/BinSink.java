package dev.hookcast.http.sink;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.OptionSpec.Kind;
import dev.hookcast.core.spi.Payload;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes the very requests that webhooks would send, and keeps them instead of sending them: to see
 * what a receiver would get, and what becomes of a delivery that it refuses. Never blocks; safe for
 * any number of threads.
 */
public final class BinSink implements Sink {
  private static final String STATUS = "status";
  private static final String SECRET = "secret";
  private static final int USUAL = 200;
  private static final Pattern STATUSES = Pattern.compile("[2-5][0-9][0-9]");

  private static final SinkSpec SPEC =
      new SinkSpec(
          "bin",
          true,
          List.of(
              new OptionSpec(
                  STATUS,
                  Kind.TEXT,
                  false,
                  "The status that every request is answered with, 200 to 599; 200 otherwise."),
              new OptionSpec(
                  SECRET, Kind.SIGNING_SECRET, false, "What the requests are signed with."),
              new OptionSpec(
                  WebhookOptions.HEADERS,
                  Kind.SECRETS,
                  false,
                  "Further headers, each a name and its value.")));

  private final WebhookRequests requests;
  private final Bins bins;

  /**
   * A sink that keeps requests in these bins.
   *
   * @param version what requests name as Hookcast's version
   */
  public BinSink(JsonFormat json, String version, Bins bins) {
    this.requests = new WebhookRequests(json, version);
    this.bins = bins;
  }

  @Override
  public SinkSpec spec() {
    return SPEC;
  }

  @Override
  public List<Problem> check(Settings settings) {
    var secrets = settings.sink().secrets();
    var problems = new ArrayList<Problem>(optionProblems(settings.sink()));
    problems.addAll(OwnHeaders.problems(secrets.under(WebhookOptions.HEADERS)));
    secrets
        .signing()
        .flatMap(settings.dialect()::objection)
        .ifPresent(why -> problems.add(new Problem("/" + SECRET, "secret_invalid", why)));
    return problems;
  }

  private static List<Problem> optionProblems(SinkChoice choice) {
    var in = JsonReader.of(choice.options());
    in.text(STATUS)
        .filter(text -> !STATUSES.matcher(text).matches())
        .ifPresent(text -> in.reject(STATUS, "status_invalid", "A status is 200 to 599."));
    in.refuseUnknown();
    try {
      in.end();
      return List.of();
    } catch (InvalidInput e) {
      return e.problems();
    }
  }

  @Override
  public Optional<String> destination(Settings settings) {
    return Optional.empty();
  }

  @Override
  public Payload preview(Shipment shipment) {
    var body = requests.body(shipment);
    return new Payload(headers(shipment, body), Bytes.of(body));
  }

  @Override
  public Receipt send(Shipment shipment) {
    var subscription = shipment.subscription();
    int status = status(subscription.settings().sink());
    try {
      var body = requests.body(shipment);
      var headers = headers(shipment, body);
      var outcome = subscription.settings().dialect().terms().judge(status, Optional.empty());
      bins.add(
          subscription.id(),
          new Bins.Caught(
              shipment.at(), shipment.id(), shipment.attempt(), status, headers, Bytes.of(body)));
      return receipt(shipment, headers, Bytes.of(body), outcome, status);
    } catch (RuntimeException e) {
      // A header or a secret that can't be used must not stop the deliveries of others.
      var outcome = new Outcome.Retry(Failures.NOT_MADE.detail(), Optional.empty());
      var left = request(shipment, List.of(), Bytes.EMPTY);
      return new Receipt(
          outcome, new Exchange(left, Optional.empty(), Optional.of(Failures.NOT_MADE)));
    }
  }

  private static Receipt receipt(
      Shipment shipment, List<Header> headers, Bytes body, Outcome outcome, int status) {
    var answer = new Response(status, List.of(), Bytes.utf8("kept in the bin"), false);
    var failure =
        outcome instanceof Outcome.Delivered
            ? Optional.<Failure>empty()
            : Optional.of(new Failure("http_status", "the bin answered " + status));
    return new Receipt(
        outcome, new Exchange(request(shipment, headers, body), Optional.of(answer), failure));
  }

  private static Request request(Shipment shipment, List<Header> headers, Bytes body) {
    return new Request("POST", "bin:" + shipment.subscription().id(), headers, body);
  }

  private List<Header> headers(Shipment shipment, byte[] body) {
    var masking = new Masking(shipment.subscription().settings().sink());
    return WebhookSink.shown(requests.headers(shipment, body), masking);
  }

  private static int status(SinkChoice choice) {
    return choice
        .options()
        .text(STATUS)
        .filter(text -> STATUSES.matcher(text).matches())
        .map(Integer::parseInt)
        .orElse(USUAL);
  }
}
