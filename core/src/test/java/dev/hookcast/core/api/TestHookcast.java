package dev.hookcast.core.api;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.RecordingSink;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.TestJson;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * A whole Hookcast on fakes. Attempts run when {@link #run} is called, on the caller's thread, so
 * that a test sees each step.
 */
public final class TestHookcast {
  public static final OrganizationId ORG = OrganizationId.DEFAULT;

  public final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));
  public final CountingIds ids = new CountingIds();
  public final RecordingSink sink = new RecordingSink("recording");
  public final RecordingListener listener = new RecordingListener();
  public final TestJson json = new TestJson();
  public final Queue<Runnable> tasks = new ArrayDeque<>();
  public final InMemoryStore store;
  public final Hookcast hookcast;

  public TestHookcast() {
    this(new Window(1_000, 1 << 20));
  }

  public TestHookcast(Window window) {
    this(window, Optional.empty());
  }

  /** The same installation after its process ended and another one began. */
  public TestHookcast(Window window, Optional<InMemoryStore> before) {
    store = before.map(InMemoryStore::restarted).orElseGet(() -> new InMemoryStore(ids));
    Executor later = tasks::add;
    hookcast =
        new Hookcast(
            new Hookcast.Ports(
                new Hookcast.Stores(store, store, store, store, store),
                Sinks.of(List.of(sink)),
                Dialects.all(),
                json,
                ids,
                listener,
                clock,
                new Random(7)),
            window,
            later);
  }

  /** Makes every attempt that can be made now; returns how many there were. */
  public int run() {
    int before = sink.shipments().size();
    do {
      hookcast.runOnce();
      for (var task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    } while (hookcast.runOnce() > 0 || !tasks.isEmpty());
    return sink.shipments().size() - before;
  }

  /** Subscribes with these settings besides the sink; an object in JSON. */
  public Subscription subscribe(String settings) {
    var document = object(settings).with("sink", Json.of("recording"));
    var wanted = hookcast.subscriptionJson().read(document, Optional.empty());
    return hookcast.subscriptions().create(ORG, wanted).subscription();
  }

  /** Publishes a native event in JSON. */
  public Acceptance.Entry publish(String event) {
    var acceptance = hookcast.publishing().publish(ORG, Submission.ofNative(object(event)));
    return ((Acceptance.Accepted) acceptance).entries().getFirst();
  }

  /** The only delivery of what was published. */
  public Delivery delivery(Acceptance.Entry entry) {
    return hookcast.deliveries().find(ORG, entry.deliveries().getFirst().id()).orElseThrow();
  }

  public JsonObject object(String text) {
    return (JsonObject) json.read(Bytes.utf8(text));
  }
}
