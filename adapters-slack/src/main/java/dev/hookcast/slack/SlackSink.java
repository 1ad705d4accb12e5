package dev.hookcast.slack;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Problem;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.delivery.Timing;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.spi.Payload;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.OkHttpClient;

/**
 * Sends each event as one message to a Slack channel. Blocks the calling thread, which is meant to
 * be a virtual one; safe for any number of them.
 *
 * <p>Slack takes about one message a second for a URL. The sink doesn't wait for that: the pace is
 * the subscription's, and a 429 says when to come again.
 */
public final class SlackSink implements Sink {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int MAX_HEADERS = 100;

  private final Wire wire;
  private final Egress egress;
  private final InstantSource clock;
  private final InstantSource steady;

  /**
   * A sink with connections of its own.
   *
   * @param client brings sockets, name service and TLS, and with them the guard; how requests are
   *     made is up to the sink
   * @param version what requests name as Hookcast's version
   * @param steady a time that nobody sets back, by which the phases of an attempt are measured
   */
  public SlackSink(
      OkHttpClient client,
      Egress egress,
      String version,
      InstantSource clock,
      InstantSource steady) {
    this(new Wire(client, version, TIMEOUT), egress, clock, steady);
  }

  SlackSink(Wire wire, Egress egress, InstantSource clock, InstantSource steady) {
    this.wire = wire;
    this.egress = egress;
    this.clock = clock;
    this.steady = steady;
  }

  /** The message for an event, as the JSON that Slack would get. */
  public Bytes message(Event event) {
    return Bytes.utf8(json(event));
  }

  @Override
  public SinkSpec spec() {
    return SlackOptions.SPEC;
  }

  @Override
  public List<Problem> check(Settings settings) {
    return SlackOptions.problems(settings.sink(), egress);
  }

  @Override
  public Optional<String> destination(Settings settings) {
    return SlackOptions.url(settings.sink()).flatMap(SlackUrl::destination);
  }

  @Override
  public Payload preview(Shipment shipment) {
    return new Payload(wire.headers(), message(shipment.event()));
  }

  @Override
  public Receipt send(Shipment shipment) {
    var url = SlackOptions.url(shipment.subscription().settings().sink());
    return url.isEmpty()
        ? failed(new Request("POST", "", List.of(), Bytes.EMPTY), Failures.NOT_MADE, Timing.UNKNOWN)
        : send(url.get(), json(shipment.event()), shipment.fresh());
  }

  private Receipt send(SlackUrl url, String json, boolean fresh) {
    var trace = new Trace(steady);
    var failure = Optional.<Failure>empty();
    try {
      wire.post(url, json, fresh, trace);
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(Failures.of(e, trace, egress));
    }
    var left = recorded(url, json, trace);
    var why = failure.orElse(Failures.NOT_HTTP);
    return trace
        .head()
        .map(head -> answered(head, trace, url, left))
        .orElseGet(() -> failed(left, why, trace.timing()));
  }

  private Receipt answered(okhttp3.Response head, Trace trace, SlackUrl url, Request left) {
    var asked =
        Optional.ofNullable(head.header("Retry-After"))
            .flatMap(value -> RetryAfter.of(value, clock.instant()));
    var outcome = SlackAnswers.judge(head.code(), trace.body().text(), asked);
    var response =
        new Response(
            head.code(),
            headers(head.headers(), url),
            masked(trace.body(), url),
            trace.truncated());
    return new Receipt(
        outcome,
        new Exchange(
            left,
            Optional.of(response),
            SlackAnswers.failure(outcome, head.code()),
            trace.timing()));
  }

  private String json(Event event) {
    return wire.json(BlockKit.payload(Message.of(event)));
  }

  private static Request recorded(SlackUrl url, String json, Trace trace) {
    var headers = trace.request().map(request -> headers(request.headers(), url));
    return new Request("POST", url.masked(), headers.orElse(List.of()), Bytes.utf8(json));
  }

  private static List<Header> headers(Headers headers, SlackUrl url) {
    var shown = new ArrayList<Header>();
    for (int i = 0; i < Math.min(headers.size(), MAX_HEADERS); i++) {
      shown.add(new Header(headers.name(i), url.removedFrom(headers.value(i))));
    }
    return shown;
  }

  private static Bytes masked(Bytes body, SlackUrl url) {
    var text = body.text();
    var masked = url.removedFrom(text);
    return masked.equals(text) ? body : Bytes.utf8(masked);
  }

  private static Receipt failed(Request left, Failure failure, Timing timing) {
    var outcome =
        failure.equals(Failures.STALE)
            ? new Outcome.Stale(failure.detail())
            : new Outcome.Retry(failure.detail(), Optional.empty());
    return new Receipt(outcome, new Exchange(left, Optional.empty(), Optional.of(failure), timing));
  }
}
