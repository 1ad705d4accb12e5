package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Rotation;
import dev.hookcast.core.api.Submission;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.RecordingSink;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.TestJson;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Secrets.Part;
import dev.hookcast.core.subscription.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole Hookcast on a store with a secret in it that doesn't open. */
class UnreadableSecretTest {
  private static final OrganizationId ORG = OrganizationId.DEFAULT;
  private static final Secrets SECRETS =
      new Secrets(
          Optional.of(new Secret("whsec_" + "a".repeat(43) + "=")),
          Optional.of(new Secrets.Retiring(new Secret("former"), Sample.NOON)),
          Map.of("headers/X-Team", new Secret("quay")));

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(Sample.NOON);
  private final RecordingSink sink = new RecordingSink("webhook");
  private final RecordingListener listener = new RecordingListener();
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  @Test
  void onlyThePartThatDoesNotOpenIsUnreadable() {
    var columns = Map.of(Part.SIGNING, "signing", Part.RETIRING, "retiring", Part.OTHERS, "others");
    try (var stores = SqliteStores.in(folder)) {
      columns.forEach(
          (part, column) -> {
            var one = save(stores, SECRETS);
            damage(stores, one, column);
            var found = secrets(stores, one);
            assertThat(found.unreadable()).containsExactly(part);
            assertThat(found.signing().isEmpty()).isEqualTo(part == Part.SIGNING);
            assertThat(found.retiring().isEmpty()).isEqualTo(part == Part.RETIRING);
            assertThat(found.others().isEmpty()).isEqualTo(part == Part.OTHERS);
          });
    }
  }

  @Test
  void whateverStandsInThePlaceOfASealedSecretIsKeptToTheByte() {
    long seed = new Random().nextLong();
    var chance = new Random(seed);
    try (var stores = SqliteStores.in(folder)) {
      for (int size : List.of(0, 1, 12, 13, 29, 200)) {
        var noise = new byte[size];
        chance.nextBytes(noise);
        var one = save(stores, SECRETS);
        put(stores, one, "others", Bytes.of(noise));
        var read = find(stores, one);
        stores.subscriptions().save(read.changed(read.settings().named("pier"), Sample.NOON));
        assertThat(find(stores, one).settings().name()).isEqualTo("pier");
        assertThat(column(stores, one, "others"))
            .as("seed %s, %s bytes", seed, size)
            .isEqualTo(Bytes.of(noise));
      }
    }
  }

  @Test
  void itsDeliveriesFailOnTheirScheduleAndAllOthersArrive() {
    try (var stores = SqliteStores.in(folder)) {
      var poisoned = save(stores, SECRETS);
      var healthy = save(stores, SECRETS);
      damage(stores, poisoned, "signing");
      var hookcast = started(stores);
      assertThat(listener.lines())
          .singleElement()
          .asString()
          .startsWith("warned a secret of subscription " + poisoned.value());

      var entry = publish(hookcast);
      run(hookcast);
      assertThat(delivery(hookcast, entry, healthy).state()).isEqualTo(DeliveryState.DELIVERED);
      for (int attempts = 1; attempts <= 3; attempts++) {
        var failed = delivery(hookcast, entry, poisoned);
        assertThat(failed.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(codes(failed)).hasSize(attempts).containsOnly("secret_unreadable");
        assertThat(failed.nextAttemptAt().orElseThrow()).isAfter(clock.instant());
        clock.advance(Duration.between(clock.instant(), failed.nextAttemptAt().orElseThrow()));
        run(hookcast);
      }
      assertThat(sink.shipments()).hasSize(1);
    }
  }

  @Test
  void pausingAndResumingLoseNothingAndANewSecretHeals() {
    try (var stores = SqliteStores.in(folder)) {
      var one = save(stores, SECRETS);
      damage(stores, one, "signing");
      var sealed = column(stores, one, "signing");
      var hookcast = started(stores);
      var entry = publish(hookcast);
      hookcast.subscriptions().pause(ORG, one);
      hookcast.subscriptions().resume(ORG, one);
      run(hookcast);
      assertThat(column(stores, one, "signing")).isEqualTo(sealed);
      assertThat(codes(delivery(hookcast, entry, one))).containsExactly("secret_unreadable");

      hookcast.subscriptions().rotateSecret(ORG, one, Rotation.usual());
      clock.advance(Duration.ofHours(1));
      run(hookcast);
      assertThat(delivery(hookcast, entry, one).state()).isEqualTo(DeliveryState.DELIVERED);
      assertThat(sink.shipments()).hasSize(1);
      assertThat(secrets(stores, one).suffice()).isTrue();
      assertThat(secrets(stores, one).others()).isEqualTo(SECRETS.others());
    }
  }

  @Test
  void aFormerSecretThatCanNotBeReadHoldsNothingUp() {
    try (var stores = SqliteStores.in(folder)) {
      var one = save(stores, SECRETS);
      damage(stores, one, "retiring");
      var hookcast = started(stores);
      var entry = publish(hookcast);
      run(hookcast);
      assertThat(delivery(hookcast, entry, one).state()).isEqualTo(DeliveryState.DELIVERED);
      assertThat(listener.lines()).noneMatch(line -> line.startsWith("warned"));
    }
  }

  private Hookcast started(SqliteStores stores) {
    var ports =
        new Hookcast.Ports(
            new Hookcast.Stores(
                stores.events(),
                stores.subscriptions(),
                stores.deliveries(),
                stores.organizations(),
                stores.audit()),
            Sinks.of(List.of(sink)),
            Sample.DIALECTS,
            new TestJson(),
            stores.ids(),
            listener,
            clock,
            new Random(5));
    var hookcast = new Hookcast(ports, new Window(100, 1 << 20), tasks::add);
    hookcast.recover();
    return hookcast;
  }

  private void run(Hookcast hookcast) {
    do {
      hookcast.runOnce();
      for (var task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    } while (hookcast.runOnce() > 0 || !tasks.isEmpty());
  }

  private static Acceptance.Entry publish(Hookcast hookcast) {
    var event = JsonObject.writing().put("type", "environment.deploy").done();
    var accepted = hookcast.publishing().publish(ORG, Submission.ofNative(event));
    return ((Acceptance.Accepted) accepted).entries().getFirst();
  }

  private static Delivery delivery(Hookcast hookcast, Acceptance.Entry entry, SubscriptionId to) {
    var made = entry.deliveries().stream().filter(d -> d.subscription().equals(to)).findFirst();
    return hookcast.deliveries().find(ORG, made.orElseThrow().id()).orElseThrow();
  }

  private static List<String> codes(Delivery delivery) {
    return delivery.attempts().stream()
        .flatMap(attempt -> attempt.exchange().flatMap(Exchange::failure).stream())
        .map(Failure::code)
        .toList();
  }

  private static SubscriptionId save(SqliteStores stores, Secrets secrets) {
    var one = Sample.subscription(stores.ids());
    stores.subscriptions().save(one.changed(Sample.settings().with(secrets), Sample.NOON));
    return one.id();
  }

  private static void damage(SqliteStores stores, SubscriptionId id, String column) {
    var bytes = column(stores, id, column).array();
    bytes[bytes.length - 1] ^= 1;
    put(stores, id, column, Bytes.of(bytes));
  }

  private static void put(SqliteStores stores, SubscriptionId id, String column, Bytes bytes) {
    stores
        .database()
        .writer()
        .write(
            s ->
                s.on("UPDATE subscription SET " + column + " = ? WHERE id = ?")
                    .withBytes(Optional.of(bytes))
                    .with(id.value())
                    .update());
  }

  private static Bytes column(SqliteStores stores, SubscriptionId id, String column) {
    return stores
        .database()
        .readers()
        .read(
            s ->
                s.on("SELECT " + column + " FROM subscription WHERE id = ?")
                    .with(id.value())
                    .first(Row::bytes))
        .orElseThrow();
  }

  private static Secrets secrets(SqliteStores stores, SubscriptionId id) {
    return find(stores, id).settings().sink().secrets();
  }

  private static Subscription find(SqliteStores stores, SubscriptionId id) {
    return stores.subscriptions().all().stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
