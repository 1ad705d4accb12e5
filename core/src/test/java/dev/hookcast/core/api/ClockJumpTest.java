package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Outcome;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the clock while deliveries wait. */
class ClockJumpTest {
  private static final Instant START = Instant.parse("2026-05-06T07:08:09Z");
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final SettableClock wall = new SettableClock(START);
  private final SettableClock steady = new SettableClock(START);
  private final RecordingSink sink = new RecordingSink("recording");
  private final TestJson json = new TestJson();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private Hookcast hookcast;

  @BeforeEach
  void start() {
    var ids = new CountingIds();
    var store = new InMemoryStore(ids);
    hookcast =
        new Hookcast(
            new Hookcast.Ports(
                new Hookcast.Stores(store, store, store, store, store),
                Sinks.of(List.of(sink)),
                Dialects.all(),
                json,
                ids,
                new RecordingListener(),
                wall,
                steady,
                new Random(3)),
            new Window(1, 1 << 20),
            tasks::add);
    var settings = "{\"sink\":\"recording\",\"retry\":{\"schedule\":[\"PT5M\"],\"jitter\":0}}";
    var wanted = hookcast.subscriptionJson().read(object(settings), Optional.empty());
    hookcast.subscriptions().create(TestHookcast.ORG, wanted);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void aRetryComesNeitherSoonerNorLater(long hours) {
    sink.answer(new Outcome.Retry("busy", Optional.empty()));
    publish();
    assertThat(run()).isEqualTo(1);

    wall.advance(Duration.ofHours(hours));
    steady.advance(Duration.ofMinutes(5).minus(MOMENT));
    assertThat(run()).isZero();
    steady.advance(MOMENT);
    assertThat(run()).isEqualTo(1);
    assertThat(sink.shipments().getLast().at())
        .as("what is signed and logged is the time of day")
        .isEqualTo(START.plus(Duration.ofHours(hours)));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void whatWaitsForRoomWaitsForNothingElse(long hours) {
    wall.advance(Duration.ofHours(hours));
    publish();
    publish();
    publish();
    assertThat(run()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void aReceiversOwnWishIsUnderstoodByItsTimeOfDay(long hours) {
    wall.advance(Duration.ofHours(hours));
    var wish = wall.instant().plus(Duration.ofMinutes(40));
    sink.answer(new Outcome.Retry("busy", Optional.of(wish)));
    publish();
    assertThat(run()).isEqualTo(1);
    steady.advance(Duration.ofMinutes(40).minus(MOMENT));
    assertThat(run()).isZero();
    steady.advance(MOMENT);
    assertThat(run()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void aReceiverThatIsDownRestsAsLongAsEver(long hours) {
    wall.advance(Duration.ofHours(hours));
    sink.answer(
        shipment -> {
          steady.advance(Duration.ofSeconds(1));
          return RecordingSink.receipt(shipment, new Outcome.Retry("busy", Optional.empty()));
        });
    for (int i = 0; i < 4; i++) {
      publish();
    }
    assertThat(run()).as("after three in a row it is down").isEqualTo(3);
    steady.advance(Duration.ofSeconds(3).minus(MOMENT));
    assertThat(run()).isZero();
    steady.advance(MOMENT);
    assertThat(run()).as("a rest is three times what the last attempt took").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void aResendIsMadeAtOnce(long hours) {
    var entry = publish();
    run();
    wall.advance(Duration.ofHours(hours));
    hookcast.deliveries().resend(TestHookcast.ORG, entry.deliveries().getFirst().id());
    assertThat(run()).isEqualTo(1);
  }

  private Acceptance.Entry publish() {
    var event = object("{\"type\":\"build.create\"}");
    var acceptance = hookcast.publishing().publish(TestHookcast.ORG, Submission.ofNative(event));
    return ((Acceptance.Accepted) acceptance).entries().getFirst();
  }

  private int run() {
    int before = sink.shipments().size();
    do {
      hookcast.runOnce();
      for (var task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    } while (hookcast.runOnce() > 0 || !tasks.isEmpty());
    return sink.shipments().size() - before;
  }

  private JsonObject object(String text) {
    Json read = json.read(Bytes.utf8(text));
    return (JsonObject) read;
  }
}
