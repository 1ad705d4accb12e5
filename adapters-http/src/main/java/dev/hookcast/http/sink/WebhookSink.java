package dev.hookcast.http.sink;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Problem;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.spi.JsonFormat;
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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Sends events as HTTP POST requests with a JSON body. Blocks the calling thread, which is meant to
 * be a virtual one; safe for any number of them.
 */
public final class WebhookSink implements Sink {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int FIRST_FINAL_STATUS = 200;

  private final EgressPolicy policy;
  private final Trust trust;
  private final Clients clients;
  private final WrittenUrls written;
  private final WebhookRequests requests;
  private final InstantSource clock;
  private final InstantSource steady;

  /**
   * A sink with connections of its own.
   *
   * @param version what requests name as Hookcast's version
   * @param lookups runs look-ups of names, which can't be interrupted; a thread each
   */
  public WebhookSink(
      JsonFormat json, EgressPolicy policy, String version, InstantSource clock, Executor lookups) {
    this(json, new Guard(policy, new Lookups(lookups, clock)), version, clock, clock);
  }

  /**
   * The same behind this guard.
   *
   * @param steady a time that nobody sets back, by which the phases of an attempt are measured
   */
  public WebhookSink(
      JsonFormat json, Guard guard, String version, InstantSource clock, InstantSource steady) {
    this(new WebhookRequests(json, version), guard, clock, steady, Dns.SYSTEM);
  }

  WebhookSink(
      WebhookRequests requests, Guard guard, InstantSource clock, InstantSource steady, Dns names) {
    this.policy = guard.policy();
    this.trust = guard.trust();
    this.clients = new Clients(guard, names);
    this.written = new WrittenUrls(names, policy, guard.lookups().threads());
    this.requests = requests;
    this.clock = clock;
    this.steady = steady;
  }

  /** How long one attempt may take, if these settings choose a webhook. */
  public static Optional<Duration> timeout(Settings settings) {
    return Optional.of(settings.sink())
        .filter(choice -> choice.kind().equals(WebhookOptions.SPEC.kind()))
        .map(choice -> WebhookOptions.of(choice).timeout());
  }

  @Override
  public SinkSpec spec() {
    return WebhookOptions.SPEC;
  }

  @Override
  public List<Problem> check(Settings settings) {
    return WebhookOptions.problems(settings, policy, trust);
  }

  @Override
  public Settings tidied(Settings settings) {
    return WebhookOptions.tidied(settings);
  }

  @Override
  public Outlook outlook(Settings settings) {
    return written.outlook(WebhookOptions.of(settings.sink()).url());
  }

  @Override
  public Optional<String> destination(Settings settings) {
    return WebhookOptions.destination(settings.sink().options());
  }

  @Override
  public Payload preview(Shipment shipment) {
    var masking = new Masking(shipment.subscription().settings().sink());
    var body = requests.body(shipment);
    return new Payload(shown(requests.headers(shipment, body), masking), Bytes.of(body));
  }

  @Override
  public Receipt send(Shipment shipment) {
    var choice = shipment.subscription().settings().sink();
    var options = WebhookOptions.of(choice);
    var attempt = new Attempt(shipment, new Masking(choice), new Wire(steady));
    byte[] body = new byte[0];
    try {
      body = requests.body(shipment);
      var request = requests.request(shipment, options.url(), body, attempt.wire());
      return sent(attempt, options, request, body);
    } catch (RuntimeException e) {
      // A header or a secret that can't be used must not stop the deliveries of others.
      var request = attempt.recorded(options.url(), Headers.EMPTY, body);
      return failed(attempt, request, Failures.NOT_MADE);
    }
  }

  private Receipt sent(Attempt attempt, WebhookOptions options, Request request, byte[] body) {
    if (!trust.permits(options.verify())) {
      return failed(attempt, attempt.recorded(request, body), Failures.UNVERIFIED);
    }
    var client = client(attempt, options, request);
    var call = client.newCall(request);
    call.timeout().timeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
    var reader = new ResponseReader(attempt.masking());
    try (var answer = call.execute()) {
      var head = attempt.wire().response().orElse(answer);
      return answered(attempt, head, reader.read(call, head, answer.body()), request, body);
    } catch (IOException | RuntimeException e) {
      var head = attempt.wire().response();
      return head.isPresent()
          ? answered(attempt, head.get(), reader.withoutBody(head.get()), request, body)
          : failed(attempt, attempt.recorded(request, body), Failures.of(e, attempt.wire()));
    }
  }

  private OkHttpClient client(Attempt attempt, WebhookOptions options, Request request) {
    boolean fresh = attempt.shipment().fresh();
    if (options.identity().isPresent()) {
      return clients.as(options.identity().get(), options.verify(), fresh);
    }
    return fresh ? clients.anew(options.verify()) : clients.of(request.url(), options.verify());
  }

  private Receipt answered(
      Attempt attempt, okhttp3.Response head, Response answer, Request request, byte[] body) {
    var left = attempt.recorded(request, body);
    int status = answer.status();
    if (status < FIRST_FINAL_STATUS && status != SWITCHING_PROTOCOLS) {
      return receipt(attempt, again(Failures.INTERIM), left, answer, Optional.of(Failures.INTERIM));
    }
    var asked = RetryAfter.of(head.header("Retry-After"), clock.instant());
    var outcome =
        attempt.shipment().subscription().settings().dialect().terms().judge(status, asked);
    return receipt(attempt, outcome, left, answer, failure(outcome, status));
  }

  private static Optional<Failure> failure(Outcome outcome, int status) {
    return outcome instanceof Outcome.Delivered
        ? Optional.empty()
        : Optional.of(new Failure("http_status", "the receiver answered " + status));
  }

  private static Receipt receipt(
      Attempt attempt,
      Outcome outcome,
      dev.hookcast.core.delivery.Request left,
      Response answer,
      Optional<Failure> failure) {
    return new Receipt(
        outcome, new Exchange(left, Optional.of(answer), failure, attempt.wire().timing()));
  }

  private static Receipt failed(
      Attempt attempt, dev.hookcast.core.delivery.Request left, Failure failure) {
    var outcome =
        failure.equals(Failures.STALE) ? new Outcome.Stale(failure.detail()) : again(failure);
    var timing = attempt.wire().timing();
    return new Receipt(outcome, new Exchange(left, Optional.empty(), Optional.of(failure), timing));
  }

  /** Headers as they may be recorded. */
  static List<Header> shown(Headers headers, Masking masking) {
    var shown = new ArrayList<Header>();
    for (int i = 0; i < headers.size(); i++) {
      shown.add(masking.masked(headers.name(i), headers.value(i)));
    }
    return shown;
  }

  private static Outcome again(Failure failure) {
    return new Outcome.Retry(failure.detail(), Optional.empty());
  }

  /** One attempt while it lasts. */
  private record Attempt(Shipment shipment, Masking masking, Wire wire) {
    /** The request as it left, or as it would have. */
    dev.hookcast.core.delivery.Request recorded(Request prepared, byte[] body) {
      var request = wire.request().orElse(prepared);
      return recorded(request.url().toString(), request.headers(), body);
    }

    dev.hookcast.core.delivery.Request recorded(String url, Headers headers, byte[] body) {
      var shown = shown(headers, masking);
      return new dev.hookcast.core.delivery.Request("POST", url, shown, Bytes.of(body));
    }
  }
}
