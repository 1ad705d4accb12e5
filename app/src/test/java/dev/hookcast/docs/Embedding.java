package dev.hookcast.docs;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Submission;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.Payload;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.TestJson;
import dev.hookcast.core.subscription.Settings;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

final class Embedding {
  static void run(PrintStream out) throws InterruptedException {
    var ids = new CountingIds();
    var store = new InMemoryStore(ids);
    var ports =
        new Hookcast.Ports(
            new Hookcast.Stores(store, store, store),
            Sinks.of(List.of(new PrintingSink(out))),
            Dialects.all(),
            new TestJson(),
            ids,
            new RecordingListener(),
            InstantSource.system(),
            new SecureRandom());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hookcast = new Hookcast(ports, new Window(1_000, 64 << 20), threads);
      var running = hookcast.start(Thread.ofPlatform().factory());
      var wanted = JsonObject.writing().put("sink", "printing").done();
      var settings = hookcast.subscriptionJson().read(wanted, Optional.empty());
      hookcast.subscriptions().create(OrganizationId.DEFAULT, settings);
      var event = JsonObject.writing().put("type", "environment.deploy").done();
      hookcast.publishing().publish(OrganizationId.DEFAULT, Submission.ofNative(event));
      running.stop(Duration.ofSeconds(30));
    }
  }

  record PrintingSink(PrintStream out) implements Sink {
    @Override
    public SinkSpec spec() {
      return new SinkSpec("printing", false, List.of());
    }

    @Override
    public List<Problem> check(Settings settings) {
      return List.of();
    }

    @Override
    public Payload preview(Shipment shipment) {
      return new Payload(List.of(), Bytes.utf8(line(shipment)));
    }

    @Override
    public Receipt send(Shipment shipment) {
      out.println(line(shipment));
      var printed = new Request("PRINT", "", List.of(), Bytes.EMPTY);
      var exchange = new Exchange(printed, Optional.empty(), Optional.empty());
      return new Receipt(new Outcome.Delivered("printed"), exchange);
    }

    private static String line(Shipment shipment) {
      return shipment.event().type() + " " + shipment.event().status().word();
    }
  }
}
