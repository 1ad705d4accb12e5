package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.Stores;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresAuditChainTest implements AuditChainContract {
  private static final int AT_ONCE = 200;

  private PostgresStores stores;

  @BeforeEach
  void open() {
    stores = PostgresStores.in(PostgresServer.withTables());
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void nodesThatWriteAtTheSameTimeMakeOneChain() throws Exception {
    var nodes = List.of(stores, stores.beside());
    var wharf = new OrganizationId("wharf");
    stores.organizations().add(wharf, "", Sample.NOON);
    var tasks =
        IntStream.range(0, AT_ONCE)
            .<Callable<Boolean>>mapToObj(
                i ->
                    () -> {
                      var node = nodes.get(i % 2);
                      var of = i % 3 == 0 ? wharf : OrganizationId.DEFAULT;
                      node.audit().add(entry(node.ids(), of));
                      return true;
                    })
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    }
    long entries = 0;
    for (var organization : List.of(wharf, OrganizationId.DEFAULT)) {
      var verified = stores.audit().verify(organization, Optional.empty());
      assertThat(verified.broken()).isEmpty();
      entries += verified.entries();
    }
    assertThat(entries).isEqualTo(AT_ONCE);
  }

  private static AuditEntry entry(Ids ids, OrganizationId organization) {
    var identity = ids.next();
    return new AuditEntry(
        identity.id(),
        identity.number(),
        organization,
        Sample.NOON,
        Author.ADMIN,
        AuditAction.TOKEN_CREATE,
        new AuditEntry.Target("t", ""),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Database database() {
    return stores.database();
  }
}
