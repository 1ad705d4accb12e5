package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.spi.SubscriptionStore.Resealed;
import dev.hookcast.core.spi.TestJson;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Subscription;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What sealing secrets anew does in every database. */
interface ResealingContract {
  Bytes FIRST = Bytes.of(new SecureRandom().generateSeed(32));
  MasterKeys ONE = MasterKeys.one(FIRST);
  MasterKeys BOTH = ONE.with(Bytes.of(new SecureRandom().generateSeed(32)));
  MasterKeys SECOND = new MasterKeys(Map.of(2, BOTH.byVersion().get(2)));

  /** The store, which is the same one throughout a test. */
  Database open(Seal seal);

  /** An open store. */
  final class Opened implements AutoCloseable {
    private final Database database;
    private final SqlSubscriptionStore store;
    private final Ids ids;

    Opened(Database database, Seal seal) {
      this.database = database;
      this.store = new SqlSubscriptionStore(database, seal, new TestJson(), Sample.DIALECTS);
      this.ids = new SqlIds(database, InstantSource.system(), new SecureRandom());
    }

    private Map<SubscriptionId, Secrets> secrets() {
      return store.all().stream()
          .collect(Collectors.toMap(Subscription::id, s -> s.settings().sink().secrets()));
    }

    private Subscription add(String signing) {
      var kept =
          new Secrets(
              Optional.of(new Secret(signing)),
              Optional.of(new Secrets.Retiring(new Secret("former-" + signing), Sample.NOON)),
              Map.of("headers/X", new Secret("header-" + signing)));
      var plain = Sample.subscription(ids);
      var made = plain.changed(plain.settings().with(kept), Sample.NOON);
      store.save(made);
      return made;
    }

    private Resealed reseal(int limit) {
      return store.reseal(limit, Optional.empty());
    }

    private void write(String sql) {
      database.writer().write(s -> s.on(sql).update());
    }

    @Override
    public void close() {
      database.close();
    }
  }

  private Opened opened(MasterKeys keys) {
    return opened(() -> keys);
  }

  private Opened opened(Supplier<MasterKeys> keys) {
    var seal = new Seal(keys, new SecureRandom());
    return new Opened(open(seal), seal);
  }

  @Test
  default void aNewerKeySealsWhatIsThereAndAnInterruptionCostsNothing() {
    var keys = new MasterKeys[] {ONE};
    Map<SubscriptionId, Secrets> before;
    try (var store = opened(() -> keys[0])) {
      IntStream.range(0, 7).forEach(i -> store.add("s" + i));
      before = store.secrets();
      assertThat(store.reseal(100)).isEqualTo(new Resealed(1, 0, 0));
      keys[0] = BOTH;
      assertThat(store.reseal(3)).isEqualTo(new Resealed(2, 3, 4));
      assertThat(store.secrets()).isEqualTo(before);
    }
    try (var store = opened(BOTH)) {
      assertThat(store.secrets()).isEqualTo(before);
      assertThat(store.reseal(100)).isEqualTo(new Resealed(2, 4, 0));
      assertThat(store.reseal(100)).isEqualTo(new Resealed(2, 0, 0));
    }
    try (var store = opened(SECOND)) {
      assertThat(store.secrets()).isEqualTo(before);
    }
    assertThatThrownBy(() -> opened(ONE))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("version 2");
  }

  @Test
  default void aKeyThatSomethingNeedsMayNotBeMissing() {
    var keys = new MasterKeys[] {ONE};
    try (var store = opened(() -> keys[0])) {
      store.add("a");
      store.add("b");
      keys[0] = BOTH;
      store.reseal(1);
    }
    assertThatThrownBy(() -> opened(SECOND))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("version 1");
    try (var store = opened(BOTH)) {
      assertThat(store.reseal(9).left()).isZero();
    }
  }

  @Test
  default void aWrongKeyOfAnyVersionIsRefused() {
    try (var store = opened(BOTH)) {
      store.add("a");
    }
    var wrong = Bytes.of(new SecureRandom().generateSeed(32));
    assertThatThrownBy(() -> opened(new MasterKeys(Map.of(1, FIRST, 2, wrong))))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("isn't the one that this store was made with");
  }

  @Test
  default void whatIsChangedMeanwhileIsSealedUnderTheNewKeyAndStays() throws Exception {
    var keys = new MasterKeys[] {ONE};
    try (var store = opened(() -> keys[0])) {
      var all = IntStream.range(0, 60).mapToObj(i -> store.add("s" + i)).toList();
      keys[0] = BOTH;
      var changing =
          Thread.ofVirtual()
              .start(
                  () ->
                      all.forEach(
                          s -> {
                            var next = s.settings().sink().secrets().signingWith(new Secret("new"));
                            store.store.save(s.changed(s.settings().with(next), Sample.NOON));
                          }));
      while (store.reseal(5).done() > 0) {
        // until nothing is left
      }
      changing.join();
      store.reseal(100);
      assertThat(store.secrets().values())
          .hasSize(60)
          .allMatch(s -> s.signing().equals(Optional.of(new Secret("new"))))
          .allMatch(s -> s.unreadable().isEmpty());
      assertThat(store.reseal(100)).isEqualTo(new Resealed(2, 0, 0));
    }
    opened(SECOND).close();
  }

  @Test
  default void whatCannotBeReadStaysAsItIsAndIsCounted() {
    var keys = new MasterKeys[] {ONE};
    try (var store = opened(() -> keys[0])) {
      var damaged = store.add("a");
      store.add("b");
      store.write("UPDATE subscription SET signing = retiring WHERE id = '" + damaged.id() + "'");
      keys[0] = BOTH;
      // Its other parts are sealed anew.
      assertThat(store.reseal(100)).isEqualTo(new Resealed(2, 2, 1));
      assertThat(store.reseal(100)).isEqualTo(new Resealed(2, 0, 1));
      assertThat(store.secrets().get(damaged.id()).unreadable())
          .containsExactly(Secrets.Part.SIGNING);
    }
  }

  @Test
  default void theLogIsToldOnceForEachKey() {
    var keys = new MasterKeys[] {ONE};
    try (var store = opened(() -> keys[0])) {
      var log = new SqlAuditStore(store.database, new TestJson());
      store.add("a");
      store.store.reseal(9, Optional.of(entry(store.ids)));
      keys[0] = BOTH;
      store.store.reseal(9, Optional.of(entry(store.ids)));
      store.store.reseal(9, Optional.of(entry(store.ids)));
      var all =
          new dev.hookcast.core.spi.AuditStore.Query(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              dev.hookcast.core.spi.Page.Wanted.first(9));
      assertThat(log.list(all).items()).hasSize(1);
    }
  }

  @Test
  default void aKeyThatWasReplacedUnderItsVersionIsNotTaken() {
    var keys = new MasterKeys[] {ONE};
    try (var store = opened(() -> keys[0])) {
      var kept = store.add("a");
      keys[0] = MasterKeys.one(Bytes.of(new SecureRandom().generateSeed(32)));
      assertThatThrownBy(() -> store.reseal(9))
          .isInstanceOf(StoreFailure.class)
          .hasMessageContaining("version 1");
      assertThat(store.secrets()).containsEntry(kept.id(), kept.settings().sink().secrets());
    }
  }

  private static AuditEntry entry(Ids ids) {
    var identity = ids.next();
    return new AuditEntry(
        identity.id(),
        identity.number(),
        OrganizationId.DEFAULT,
        Sample.NOON,
        Author.ADMIN,
        AuditAction.SECRETS_RESEAL,
        new AuditEntry.Target("", ""),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
