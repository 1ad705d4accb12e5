package dev.hookcast.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.spi.SubscriptionStore;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;
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
    public boolean save(Subscription subscription) {
      boolean saved = store.save(subscription);
      afterwards.run();
      return saved;
    }

    @Override
    public boolean delete(OrganizationId organization, SubscriptionId id) {
      return store.delete(organization, id);
    }
  }
}
