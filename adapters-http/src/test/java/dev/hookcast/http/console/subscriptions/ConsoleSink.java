package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.Problem;
import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.OptionSpec.Kind;
import dev.hookcast.core.spi.Payload;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.RecordingSink;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Settings;
import java.util.List;
import java.util.Optional;

/** A recording sink with an option of each kind. */
final class ConsoleSink implements Sink {
  private final RecordingSink recording;
  private final SinkSpec spec;

  ConsoleSink(String kind, boolean speaksDialect) {
    recording = new RecordingSink(kind);
    spec =
        new SinkSpec(
            kind,
            speaksDialect,
            List.of(
                new OptionSpec("url", Kind.TEXT, true, "Where to."),
                new OptionSpec("secret", Kind.SIGNING_SECRET, false, "Signs."),
                new OptionSpec("ssl_verify", Kind.BOOLEAN, false, "Looks who answers."),
                new OptionSpec("timeout", Kind.DURATION, false, "How long."),
                new OptionSpec("password", Kind.SECRET, false, "Opens."),
                new OptionSpec("headers", Kind.SECRETS, false, "More headers.")));
  }

  @Override
  public SinkSpec spec() {
    return spec;
  }

  @Override
  public List<Problem> check(Settings settings) {
    boolean known =
        settings.sink().options().text("url").filter(u -> u.contains("://")).isPresent();
    return known ? List.of() : List.of(new Problem("/url", "url_invalid", "This is no URL."));
  }

  @Override
  public Optional<String> destination(Settings settings) {
    return recording.destination(settings);
  }

  @Override
  public Payload preview(Shipment shipment) {
    return recording.preview(shipment);
  }

  @Override
  public Receipt send(Shipment shipment) {
    return recording.send(shipment);
  }
}
