package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.access.TokenText;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir private Path folder;
  private final CountingIds ids = new CountingIds();

  @Test
  void aSecondProcessIsRefused() {
    try (var stores = SqliteStores.in(folder)) {
      assertThatThrownBy(() -> SqliteStores.in(folder))
          .isInstanceOf(StoreFailure.class)
          .hasMessageContaining("Another process has")
          .hasMessageContaining("hookcast.db open");
      assertThat(stores.organizations().organizations()).hasSize(1);
    }
    SqliteStores.in(folder).close();
  }

  @Test
  void aWrongKeyIsRefusedAndChangesNothing() {
    SqliteStores.in(folder).close();
    var sqlite = Sqlite.at(folder.resolve("hookcast.db"));
    var wrong = new Seal(new SecureRandom().generateSeed(32), new SecureRandom());
    assertThatThrownBy(() -> SqliteStores.open(sqlite, wrong, failure -> {}))
        .isInstanceOf(StoreFailure.class)
        .hasMessageStartingWith("The master key isn't the one that this store was made with.");
    try (var stores = SqliteStores.in(folder)) {
      assertThat(stores.database().epoch()).isEqualTo(2);
    }
  }

  @Test
  void whatComesWhileTooMuchWaitsIsNotStored() {
    var event = Sample.arriving(ids, Sample.event("late"), List.of());
    try (var stores = SqliteStores.in(folder)) {
      var room = new Room();
      var events = new SqlEventStore(stores.database(), room, stores.database().reserve());
      room.enter(64L << 20);
      assertThat(events.accept(List.of(event))).isEqualTo(new Acceptance.Overloaded());
      assertThat(events.find(OrganizationId.DEFAULT, new EventId("late"))).isEmpty();
      room.leave(64L << 20);
      assertThat(events.accept(List.of(event))).isInstanceOf(Acceptance.Accepted.class);
      assertThat(room.enter(64L << 20)).as("the room was given back").isTrue();
    }
  }

  @Test
  void aStoreWithSecretsButWithoutItsKeyCheckIsRefused() {
    try (var stores = SqliteStores.in(folder)) {
      stores.subscriptions().save(withSecret("s"));
      stores.database().writer().write(s -> s.on("DELETE FROM key_check").update());
    }
    assertThatThrownBy(() -> SqliteStores.in(folder)).hasMessageContaining("master key");
  }

  @Test
  void aStoreOfANewerVersionIsRefused() {
    try (var stores = SqliteStores.in(folder)) {
      stores
          .database()
          .writer()
          .write(
              s ->
                  s.on(
                          """
                          INSERT INTO flyway_schema_history SELECT installed_rank + 99, '999',
                            'from the future', type, script, checksum, installed_by, installed_on,
                            execution_time, success FROM flyway_schema_history LIMIT 1
                          """)
                      .update());
    }
    assertThatThrownBy(() -> SqliteStores.in(folder))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("Has a newer version written it?");
  }

  @Test
  void noSecretIsFoundInTheFiles() throws IOException {
    var secrets = List.of("pelican-4711-signing", "cormorant-0815-former", "gannet-1234-header");
    try (var stores = SqliteStores.in(folder)) {
      var subscription = Sample.subscription(stores.ids());
      var kept =
          new Secrets(
              Optional.of(new Secret(secrets.get(0))),
              Optional.of(new Secrets.Retiring(new Secret(secrets.get(1)), Sample.NOON)),
              Map.of("headers/X", new Secret(secrets.get(2))));
      stores.subscriptions().save(subscription.changed(Sample.settings().with(kept), Sample.NOON));
      assertThat(stores.subscriptions().all().getFirst().settings().sink().secrets())
          .isEqualTo(kept);
      assertNoneIn(files(), secrets);
    }
    assertNoneIn(files(), secrets);
  }

  @Test
  void noTokenIsFoundInTheFiles() throws IOException {
    var text = TokenText.fresh(77, new SecureRandom());
    var whole = text.written().reveal();
    var secrets = List.of(whole, text.secret().reveal(), whole.substring(whole.length() - 48));
    try (var stores = SqliteStores.in(folder)) {
      var grant = new Grant("the-name-is-open", Set.of(TokenScope.EVENTS_READ), Optional.empty());
      var token =
          new AccessToken(
              new TokenId("t"), 77, OrganizationId.DEFAULT, grant, text.digest(), Sample.NOON);
      assertThat(stores.organizations().add(token)).isTrue();
      assertNoneIn(files(), secrets);
    }
    assertNoneIn(files(), secrets);
    assertThat(Files.readString(folder.resolve("hookcast.db"), StandardCharsets.ISO_8859_1))
        .contains("the-name-is-open");
  }

  @Test
  void aSealedSecretOpensOnlyInItsOwnRow() {
    try (var stores = SqliteStores.in(folder)) {
      stores.subscriptions().save(withSecret("one"));
      stores.subscriptions().save(withSecret("two"));
      stores
          .database()
          .writer()
          .write(
              s ->
                  s.on(
                          """
                          UPDATE subscription SET signing = (SELECT MIN(signing) FROM subscription)
                          """)
                      .update());
      assertThat(stores.subscriptions().all())
          .extracting(s -> s.settings().sink().secrets().suffice())
          .containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void theFileIsSetUpForDurability() {
    try (var stores = SqliteStores.in(folder)) {
      var writer = stores.database().writer();
      assertThat(pragma(writer, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(writer, "synchronous")).isEqualTo("2");
      assertThat(pragma(writer, "page_size")).isEqualTo("8192");
    }
  }

  @Test
  void aReaderCanNotWrite() {
    try (var stores = SqliteStores.in(folder)) {
      assertThatThrownBy(
              () -> stores.database().readers().read(s -> s.on("DELETE FROM event").update()))
          .isInstanceOf(StoreFailure.class);
    }
  }

  @Test
  void readersLeaveNoViewOpenThatKeepsTheLogFromBeingEmptied() {
    try (var stores = SqliteStores.in(folder)) {
      var arriving = Sample.arriving(stores.ids(), Sample.event("dpl-1"), List.of());
      stores.events().accept(List.of(arriving));
      for (int i = 0; i < 20; i++) {
        stores.events().find(OrganizationId.DEFAULT, new EventId("dpl-1"));
      }
      var next = Sample.arriving(stores.ids(), Sample.event("dpl-2"), List.of());
      stores.events().accept(List.of(next));
      stores.database().close();
      assertThat(folder.resolve("hookcast.db-wal")).doesNotExist();
    }
  }

  @Test
  void aClosedStoreFailsInsteadOfHanging() {
    var stores = SqliteStores.in(folder);
    stores.close();
    assertThatThrownBy(() -> stores.subscriptions().all()).isInstanceOf(StoreFailure.class);
    assertThatThrownBy(() -> stores.subscriptions().save(withSecret("s")))
        .isInstanceOf(StoreFailure.class);
  }

  private Subscription withSecret(String secret) {
    var secrets = Secrets.NONE.signingWith(new Secret(secret));
    return Sample.subscription(ids).changed(Sample.settings().with(secrets), Sample.NOON);
  }

  private static String pragma(Writes writer, String name) {
    return writer.write(s -> s.on("PRAGMA " + name).first(Row::text)).orElseThrow();
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void assertNoneIn(List<Path> files, List<String> secrets) throws IOException {
    assertThat(files).isNotEmpty();
    for (var file : files) {
      var content = Files.readString(file, StandardCharsets.ISO_8859_1);
      for (var secret : secrets) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        assertThat(content.contains(secret)).as("%s in %s", secret, file).isFalse();
        assertThat(content.contains(HexFormat.of().formatHex(bytes))).isFalse();
        assertThat(content.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes)))
            .isFalse();
      }
    }
  }
}
