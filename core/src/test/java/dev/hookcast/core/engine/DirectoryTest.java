package dev.hookcast.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.spi.SubscriptionStore;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private static final OrganizationId QUAY = new OrganizationId("quay");

  private final CountingIds ids = new CountingIds();
  private final InMemoryStore store = new InMemoryStore(ids);

  @Test
  void whatIsAddedWhileItsOrganizationIsDeletedIsDeletedWithIt() {
    var saving = new Interrupted();
    var directory = directory(saving);
    saving.afterwards = () -> directory.delete(QUAY, () -> store.delete(QUAY));
    var late = Sample.subscription(ids, QUAY);
    directory.add(late);
    assertThat(directory.find(late.id())).isEmpty();
    assertThat(directory.matching(QUAY, Sample.event("e"))).isEmpty();
    assertThat(store.all()).isEmpty();
    saving.afterwards = () -> {};
    var later = Sample.subscription(ids, QUAY);
    directory.add(later);
    assertThat(directory.find(later.id())).isEmpty();
  }

  @Test
  void aDeletionThatTheStoreCouldNotDoChangesNothing() {
    var directory = directory(store);
    var kept = Sample.subscription(ids, QUAY);
    directory.add(kept);
    assertThatThrownBy(
            () ->
                directory.delete(
                    QUAY,
                    () -> {
                      throw new StoreFailure("The disk is full.");
                    }))
        .isInstanceOf(StoreFailure.class);
    assertThat(directory.has(QUAY)).isTrue();
    assertThat(directory.matching(QUAY, Sample.event("e"))).containsExactly(kept);
    assertThat(directory.delete(QUAY, () -> store.delete(QUAY))).isTrue();
    assertThat(directory.has(QUAY)).isFalse();
    assertThat(directory.organizations()).hasSize(1);
    assertThat(directory.delete(QUAY, () -> store.delete(QUAY))).isFalse();
  }

  @Test
  void changesThatTwoNodesMakeAtOnceAllCount() {
    var mine = directory(store);
    var yours = directory(store);
    var shared = Sample.subscription(ids, QUAY);
    mine.add(shared);
    yours.refresh(0);
    for (int i = 0; i < 6; i++) {
      var at = Sample.NOON.plusSeconds(i + 1);
      var suffix = "+" + i;
      (i % 2 == 0 ? mine : yours)
          .change(
              shared.id(),
              s -> Optional.of(s.changed(s.settings().named(s.settings().name() + suffix), at)));
    }
    assertThat(store.all().getFirst().settings().name())
        .isEqualTo(shared.settings().name() + "+0+1+2+3+4+5");
    assertThat(yours.find(shared.id())).contains(store.all().getFirst());
  }

  @Test
  void aChangeOfWhatAnotherNodeHasDeletedFindsNothing() {
    var mine = directory(store);
    var yours = directory(store);
    var shared = Sample.subscription(ids, QUAY);
    mine.add(shared);
    yours.refresh(0);
    mine.delete(QUAY, shared.id());
    assertThat(yours.change(shared.id(), s -> Optional.of(s.paused("gone", Sample.NOON))))
        .isEmpty();
    assertThat(yours.find(shared.id())).isEmpty();
    assertThat(yours.matching(QUAY, Sample.event("e"))).isEmpty();
  }

  @Test
  void refreshLearnsWhatAnotherNodeHasDone() {
    var mine = directory(store);
    var going = Sample.subscription(ids, QUAY);
    mine.add(going);
    var yours = directory(store);
    long seen = store.changes();
    var pier = new OrganizationId("pier");
    store.add(pier, "", Sample.NOON).ifPresent(mine::add);
    var coming = Sample.subscription(ids, pier);
    mine.add(coming);
    mine.delete(QUAY, going.id());
    yours.refresh(seen);
    assertThat(yours.matching(pier, Sample.event("e"))).containsExactly(coming);
    assertThat(yours.list(QUAY)).isEmpty();
    seen = store.changes();
    mine.delete(pier, () -> store.delete(pier));
    yours.refresh(seen);
    assertThat(yours.has(pier)).isFalse();
    assertThat(yours.has(QUAY)).isTrue();
    assertThat(yours.find(coming.id())).isEmpty();
  }

  @Test
  void whatAnotherNodeDeletesWhileItIsBeingAddedIsNotKnown() {
    var saving = new Interrupted();
    var directory = directory(saving);
    var late = Sample.subscription(ids, QUAY);
    saving.afterwards =
        () -> {
          store.delete(QUAY, late.id());
          directory.refresh(0);
        };
    directory.add(late);
    assertThat(directory.find(late.id())).isEmpty();
  }

  private Directory directory(SubscriptionStore subscriptions) {
    var directory = new Directory(store, subscriptions);
    store.add(QUAY, "", Sample.NOON).ifPresent(directory::add);
    return directory;
  }

  /** The store, with something that happens between its being written and its being known. */
  private final class Interrupted implements SubscriptionStore {
    private Runnable afterwards = () -> {};

    @Override
    public List<Subscription> all() {
      return store.all();
    }

    @Override
    public boolean save(Subscription subscription, Optional<AuditEntry> audit) {
      boolean saved = store.save(subscription, audit);
      afterwards.run();
      return saved;
    }

    @Override
    public Optional<Subscription> find(SubscriptionId id) {
      return store.find(id);
    }

    @Override
    public boolean replace(Subscription from, Subscription to, Optional<AuditEntry> audit) {
      afterwards.run();
      return store.replace(from, to, audit);
    }

    @Override
    public Changed changedSince(long change) {
      return store.changedSince(change);
    }

    @Override
    public Resealed reseal(int limit, Optional<AuditEntry> audit) {
      return store.reseal(limit, audit);
    }

    @Override
    public boolean delete(
        OrganizationId organization, SubscriptionId id, Optional<AuditEntry> audit) {
      return store.delete(organization, id, audit);
    }
  }
}
