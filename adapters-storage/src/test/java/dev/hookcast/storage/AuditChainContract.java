package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.audit.ChainPoint;
import dev.hookcast.core.audit.Verification;
import dev.hookcast.core.audit.Verification.Break;
import dev.hookcast.core.audit.Verification.Fault;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.Stores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the chain of the audit log shows to whoever changes its tables by hand. */
interface AuditChainContract {
  int ENTRIES = 1_203; // more than two pages of a walk
  int PLACE = 700;

  Stores stores();

  Database database();

  @Test
  default void aChainThatNobodyTouchedIsWhole() {
    fill();
    var verified = verified();
    assertThat(verified.broken()).isEmpty();
    assertThat(verified.entries()).isEqualTo(ENTRIES);
    assertThat(verified.head().place()).isEqualTo(ENTRIES);
  }

  @Test
  default void aChangeOfAnyColumnIsFound() {
    fill();
    for (var column :
        List.of(
            "id = 'other'",
            "number = number + 1000000000",
            "at = at + 1",
            "author = 'ghost'",
            "token = 't-2'",
            "token = NULL",
            "author_name = 'kim'",
            "address = '192.0.2.9'",
            "request = NULL",
            "action = 'token.revoke'",
            "target = ''",
            "target_name = 'kim'",
            "was = '{}'",
            "became = NULL",
            "secrets = 'secret'",
            "digest = NULL")) {
      int changed = write("UPDATE audit SET " + column + " WHERE place = " + PLACE);
      assertThat(changed).isEqualTo(1);
      var verified = verified();
      assertThat(verified.broken()).as(column).isPresent();
      var broken = verified.broken().orElseThrow();
      assertThat(broken.place()).as(column).isEqualTo(PLACE);
      assertThat(broken.fault()).as(column).isEqualTo(Fault.CHANGED);
      assertThat(verified.entries()).isEqualTo(PLACE - 1);
      restore();
    }
    assertThat(verified().whole()).isTrue();
  }

  @Test
  default void anEntryThatWasRemovedIsMissedWhereverItStood() {
    for (long place : List.of(1L, (long) PLACE, (long) ENTRIES)) {
      fill();
      write("DELETE FROM audit WHERE place = " + place);
      assertThat(verified().broken()).contains(new Break(place, Optional.empty(), Fault.MISSING));
      write("DELETE FROM audit");
      assertThat(verified().broken().map(Break::place)).contains(1L);
      write("DELETE FROM audit_chain");
    }
  }

  @Test
  default void anEntryThatWasAddedIsFoundWhereverItWasPut() {
    fill();
    var copy =
        """
        INSERT INTO audit (number, id, organization, at, author, author_name, action, target,
          target_name, secrets, place, digest)
        SELECT number + 1000000000, 'forged', organization, at, author, author_name, action, target,
          target_name, secrets, %s FROM audit WHERE place = 5
        """;
    write(copy.formatted((ENTRIES + 1) + ", digest"));
    assertThat(verified().broken())
        .contains(new Break(ENTRIES + 1, Optional.of("forged"), Fault.ADDED));
    write("DELETE FROM audit WHERE id = 'forged'");
    write(copy.formatted("NULL, NULL"));
    assertThat(verified().broken()).contains(new Break(0, Optional.empty(), Fault.ADDED));
    write("DELETE FROM audit WHERE id = 'forged'");
    assertThat(verified().whole()).isTrue();
    // In the place of one that was taken out.
    write("DELETE FROM audit WHERE place = " + PLACE);
    write(copy.formatted(PLACE + ", digest"));
    assertThat(verified().broken())
        .contains(new Break(PLACE, Optional.of("forged"), Fault.CHANGED));
  }

  @Test
  default void twoThatWereExchangedAreFound() {
    fill();
    write("UPDATE audit SET place = -1 WHERE place = 7");
    write("UPDATE audit SET place = 7 WHERE place = 8");
    write("UPDATE audit SET place = 8 WHERE place = -1");
    assertThat(verified().broken().map(Break::place)).contains(7L);
  }

  @Test
  default void aChainThatWasShortenedOrWrittenAnewIsFoundByAHeadThatWasKeptElsewhere() {
    fill();
    var kept = verified().head();
    add("t-9");
    assertThat(verified(kept).whole()).isTrue();
    // Cut off with the end of the chain set back: whole by itself.
    write("DELETE FROM audit WHERE place > 10");
    write(
        "UPDATE audit_chain SET place = 10, digest = (SELECT digest FROM audit WHERE place = 10)");
    assertThat(verified().whole()).isTrue();
    assertThat(verified(kept).broken()).contains(new Break(11, Optional.empty(), Fault.MISSING));
    // Lengthened again, with other entries.
    for (int i = 10; i <= ENTRIES; i++) {
      add("t-" + i);
    }
    assertThat(verified().whole()).isTrue();
    var broken = verified(kept).broken().orElseThrow();
    assertThat(broken.place()).isEqualTo(ENTRIES);
    assertThat(broken.fault()).isEqualTo(Fault.CHANGED);
  }

  @Test
  default void aHeadThatHasExpiredSaysNothing() {
    fill();
    var early = new ChainPoint(3, Bytes.EMPTY);
    while (stores().audit().expire(Sample.NOON.plusSeconds(11), 4)) {
      // until there is no more
    }
    assertThat(verified().entries()).isEqualTo(ENTRIES - 10);
    assertThat(verified().whole()).isTrue();
    assertThat(verified(early).broken()).contains(new Break(3, Optional.empty(), Fault.EXPIRED));
    // What was taken out of the beginning isn't taken for expired.
    write("DELETE FROM audit WHERE place = 11");
    assertThat(verified().broken()).contains(new Break(11, Optional.empty(), Fault.MISSING));
  }

  @Test
  default void entriesFromBeforeThereWasAChainAreCountedAndExpire() {
    fill();
    write("UPDATE audit SET place = NULL, digest = NULL");
    write("UPDATE audit_chain SET unchained = " + ENTRIES + ", place = 0, digest = base_digest");
    add("t-new");
    var verified = verified();
    assertThat(verified.whole()).isTrue();
    assertThat(verified.unchained()).isEqualTo(ENTRIES);
    assertThat(verified.head().place()).isEqualTo(1);
    stores().audit().expire(Sample.NOON.plusSeconds(11), 9);
    assertThat(verified().unchained()).isEqualTo(ENTRIES - 9);
    write(
        "DELETE FROM audit WHERE place IS NULL AND id = (SELECT MIN(id) FROM audit WHERE place IS"
            + " NULL)");
    assertThat(verified().broken()).contains(new Break(0, Optional.empty(), Fault.MISSING));
  }

  /** A second after each other, beginning at noon. */
  private void fill() {
    for (int i = 1; i <= ENTRIES; i++) {
      add("t-" + i);
    }
    write("DROP TABLE IF EXISTS kept_audit");
    write("CREATE TABLE kept_audit AS SELECT * FROM audit WHERE place = " + PLACE);
  }

  private void restore() {
    write("DELETE FROM audit WHERE place = " + PLACE);
    write("INSERT INTO audit SELECT * FROM kept_audit");
  }

  private void add(String target) {
    var identity = stores().ids().next();
    var by =
        new Author(
            Author.Kind.TOKEN,
            Optional.of(new dev.hookcast.core.access.TokenId("t-1")),
            "ci",
            Optional.of("192.0.2.7"),
            Optional.of("r-1"));
    var at = Sample.NOON.plusSeconds(place(target));
    stores()
        .audit()
        .add(
            new AuditEntry(
                identity.id(),
                identity.number(),
                OrganizationId.DEFAULT,
                at,
                by,
                AuditAction.TOKEN_CREATE,
                new AuditEntry.Target(target, "ü \u0000"),
                Optional.of(JsonObject.EMPTY.with("n", dev.hookcast.core.json.Json.of("before"))),
                Optional.of(JsonObject.EMPTY),
                List.of("secret", "headers/X-Team")));
  }

  private static long place(String target) {
    var digits = target.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private Verification verified() {
    return stores().audit().verify(OrganizationId.DEFAULT, Optional.empty());
  }

  private Verification verified(ChainPoint known) {
    return stores().audit().verify(OrganizationId.DEFAULT, Optional.of(known));
  }

  private int write(String sql) {
    return database().writer().write(s -> s.on(sql).update());
  }
}
