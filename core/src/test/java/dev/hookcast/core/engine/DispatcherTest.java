package dev.hookcast.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.RecordingSink;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.TestJson;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final CountingIds ids = new CountingIds();
  private final InMemoryStore store = new InMemoryStore(ids);
  private final SettableClock clock = new SettableClock(Sample.NOON);
  private Optional<Callable<Boolean>> meanwhile = Optional.empty();

  @Test
  void whatIsClaimedWhileItClosesIsGivenBackAtOnce() throws Exception {
    var subscription = Sample.subscription(ids);
    store.save(subscription);
    var delivery = Sample.waiting(ids, subscription);
    store.accept(List.of(Sample.arriving(ids, Sample.event("dpl-1"), List.of(delivery))));
    var dispatcher = dispatcher();
    meanwhile = Optional.of(() -> dispatcher.close(Duration.ZERO));

    dispatcher.runOnce();

    assertThat(store.find(OrganizationId.DEFAULT, delivery.id()).orElseThrow().state())
        .isEqualTo(DeliveryState.WAITING);
  }

  private Dispatcher dispatcher() {
    var listener = new RecordingListener();
    var sinks = Sinks.of(List.of(new RecordingSink("recording")));
    var attempts = new Attempts(sinks, ids, clock, clock, new Random(5), listener);
    var reader = new EventReader(Dialects.all(), new TestJson());
    var directory = new Directory(store, store);
    var engine = new Engine(closing(), directory, reader, attempts, listener, clock);
    var announcements = new Announcements(store, directory, new TestJson(), ids, listener, clock);
    var pauses = new Pauses(directory, announcements, listener, clock, AuditStore.Witness.NONE);
    return new Dispatcher(engine, pauses, new Window(10, 1 << 20), Runnable::run);
  }

  /** The store, in which something else happens while it claims. */
  private DeliveryStore closing() {
    return (DeliveryStore)
        Proxy.newProxyInstance(
            DeliveryStore.class.getClassLoader(),
            new Class<?>[] {DeliveryStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("claim") && meanwhile.isPresent()) {
                meanwhile.get().call();
              }
              return method.invoke(store, arguments);
            });
  }
}
