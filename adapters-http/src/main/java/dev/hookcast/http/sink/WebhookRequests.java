package dev.hookcast.http.sink;

import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.dialect.Recipient;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.Shipment;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Makes the HTTP request of a shipment. Safe for any number of threads. */
final class WebhookRequests {
  private static final int MAX_KNOWN_URLS = 16_384;

  private final JsonFormat json;
  private final String userAgent;
  private final ConcurrentMap<String, HttpUrl> urls = new ConcurrentHashMap<>();

  WebhookRequests(JsonFormat json, String version) {
    this.json = json;
    this.userAgent = "Hookcast/" + version;
  }

  /** The body: the very bytes that came in wherever the dialect sends the same document on. */
  byte[] body(Shipment shipment) {
    var event = shipment.event();
    var dialect = shipment.subscription().settings().dialect();
    var payload = dialect.render(event, recipient(shipment));
    var document = event.source().document();
    var text = shipment.recorded().document();
    if (event.source().dialect().equals(dialect.name()) && payload.equals(document)) {
      return text.array();
    }
    // Usually the payload holds the document as it came in: around it there is little to write.
    boolean known = !document.members().isEmpty() && text.size() > 0;
    return (known ? json.write(payload, document, text) : json.write(payload)).array();
  }

  /**
   * The request with this body, its call noted by {@code wire}.
   *
   * @throws IllegalArgumentException if the URL or a header can't be sent
   */
  Request request(Shipment shipment, String url, byte[] body, Wire wire) {
    // No media type in the body: OkHttp might rewrite it.
    return new Request.Builder()
        .url(url(url))
        .tag(Wire.class, wire)
        .post(RequestBody.create(body))
        .headers(headers(shipment, body))
        .build();
  }

  /**
   * The headers that stand for themselves, whatever the URL.
   *
   * @throws IllegalArgumentException if one of them can't be sent
   */
  Headers headers(Shipment shipment, byte[] body) {
    var settings = shipment.subscription().settings();
    var secrets = settings.sink().secrets();
    var dialect = settings.dialect();
    var headers =
        new Headers.Builder()
            .set("Content-Type", dialect.contentType())
            .set("User-Agent", userAgent)
            .set("Accept-Encoding", "identity")
            .set("webhook-id", shipment.id().value())
            .set("webhook-timestamp", Long.toString(shipment.at().getEpochSecond()))
            .set("webhook-attempt", Integer.toString(shipment.attempt()));
    secrets
        .under(WebhookOptions.HEADERS)
        .forEach((name, value) -> headers.add(name, value.reveal()));
    WebhookOptions.credentials(settings.sink())
        .ifPresent(known -> headers.set("Authorization", "Basic " + known.encoded().reveal()));
    // Last, so that no header of the subscription's own can stand in for a signature.
    List<Header> proofs =
        dialect.sign(secrets.signingAt(shipment.at()), shipment.id(), shipment.at(), body);
    proofs.forEach(proof -> headers.set(proof.name(), proof.value()));
    return headers.build();
  }

  private static Recipient recipient(Shipment shipment) {
    var subscription = shipment.subscription();
    var wanted = subscription.settings().filter().events();
    return new Recipient(
        subscription.organization(),
        subscription.number(),
        shipment.recorded().number(),
        shipment.logNumber(),
        wanted.stream().map(EventPattern::text).toList());
  }

  private HttpUrl url(String text) {
    if (urls.size() >= MAX_KNOWN_URLS) {
      urls.clear();
    }
    return urls.computeIfAbsent(
        text,
        unknown ->
            TargetUrl.trusted(unknown)
                .map(TargetUrl::url)
                .orElseThrow(() -> new IllegalArgumentException("not a URL")));
  }
}
