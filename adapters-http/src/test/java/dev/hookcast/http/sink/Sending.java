package dev.hookcast.http.sink;

import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.http.JacksonJson;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Dns;

/** How the tests make webhook sinks, choose them and send with them. */
final class Sending {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:08Z");
  static final EgressPolicy LOOPBACK = EgressPolicy.allowing("127.0.0.0/8", "::1/128");

  static final Lookups LOOKUPS = new Lookups(Thread::startVirtualThread, InstantSource.fixed(NOW));

  private Sending() {}

  static WebhookSink sink(EgressPolicy policy) {
    return new WebhookSink(
        new JacksonJson(),
        new Guard(policy, LOOKUPS),
        "7.7.7",
        InstantSource.fixed(NOW),
        InstantSource.system());
  }

  /** A sink for which every name has these addresses. */
  static WebhookSink sink(EgressPolicy policy, String... addresses) {
    Dns names = host -> List.of(addresses).stream().map(text -> address(host, text)).toList();
    return new WebhookSink(
        new WebhookRequests(new JacksonJson(), "7.7.7"),
        new Guard(policy, LOOKUPS),
        InstantSource.fixed(NOW),
        InstantSource.system(),
        names);
  }

  /** With time enough for a busy machine. */
  static SinkChoice to(String url) {
    return choice(JsonObject.writing().put("url", url).put("timeout", "PT20S").done());
  }

  /** For receivers of which nothing else than a timeout is expected. */
  static SinkChoice impatiently(String url) {
    return choice(JsonObject.writing().put("url", url).put("timeout", "PT0.4S").done());
  }

  static SinkChoice choice(JsonObject options) {
    return new SinkChoice("webhook", true, options, Secrets.NONE);
  }

  static SinkChoice with(SinkChoice choice, Optional<String> secret, Map<String, String> headers) {
    var others = new LinkedHashMap<String, Secret>();
    headers.forEach((name, value) -> others.put("headers/" + name, new Secret(value)));
    var secrets = new Secrets(secret.map(Secret::new), Optional.empty(), others);
    return new SinkChoice(choice.kind(), choice.speaksDialect(), choice.options(), secrets);
  }

  static Receipt send(WebhookSink sink, SinkChoice choice) {
    return sink.send(SinkContract.shipment(choice, SinkContract.ordinary()));
  }

  /** The value of a header of a message; empty if it has none of this name. */
  static Optional<String> header(List<Header> headers, String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  private static InetAddress address(String host, String text) {
    try {
      return InetAddress.getByAddress(host, Literals.parse(text).orElseThrow());
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
