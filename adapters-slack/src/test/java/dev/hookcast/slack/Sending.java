package dev.hookcast.slack;

import dev.hookcast.core.Secret;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.SinkChoice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** How the tests make Slack sinks, choose them and send with them. */
final class Sending {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:08Z");
  static final Egress LOOPBACK =
      new Egress(url -> url.matches("http://(localhost|127\\.0\\.0\\.1):.*"), failure -> false);

  private Sending() {}

  static SlackSink sink(Egress egress) {
    return new SlackSink(
        new OkHttpClient(), egress, "7.7.7", InstantSource.fixed(NOW), InstantSource.system());
  }

  /** With this client, and this long for an attempt. */
  static SlackSink sink(OkHttpClient client, Egress egress, Duration timeout) {
    return new SlackSink(
        new Wire(client, "7.7.7", timeout),
        egress,
        InstantSource.fixed(NOW),
        InstantSource.system());
  }

  static SinkChoice to(String url) {
    var secrets = new Secrets(Optional.empty(), Optional.empty(), Map.of("url", new Secret(url)));
    return new SinkChoice("slack", false, JsonObject.EMPTY, secrets);
  }

  static Receipt send(SlackSink sink, String url) {
    return send(sink, url, SinkContract.ordinary());
  }

  static Receipt send(SlackSink sink, String url, Event event) {
    return sink.send(SinkContract.shipment(to(url), event));
  }
}
