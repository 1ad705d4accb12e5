package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How an entry of the audit log stands in its row. */
record AuditRow(JsonFormat json) {
  /** The columns that {@link #read} reads, the organization's id among them. */
  static final String COLUMNS =
      """
      a.id, a.number, o.id, a.at, a.author, a.token, a.author_name, a.address, a.request, a.action,
        a.target, a.target_name, a.was, a.became, a.secrets
      """;

  private static final String ADD =
      """
      INSERT INTO audit (id, number, at, author, token, author_name, address, request, action,
        target, target_name, was, became, secrets, organization)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, number FROM organization WHERE id = ?
      """;

  private static final String SEPARATOR = "\n";

  /** Writes something once its change is made. */
  @FunctionalInterface
  interface Added {
    void to(Session session) throws SQLException;

    /** Writes nothing if nothing was changed; returns whether it was. */
    default boolean ifMade(Session session, boolean changed) throws SQLException {
      if (changed) {
        to(session);
      }
      return changed;
    }
  }

  /** The row, made before the writer has to wait for it. */
  Added of(Optional<AuditEntry> entry) {
    if (entry.isEmpty()) {
      return session -> {};
    }
    var made = entry.get();
    var was = made.before().map(this::text);
    var became = made.after().map(this::text);
    return session -> add(session, made, was, became);
  }

  AuditEntry read(Row row) throws SQLException {
    var id = row.text();
    try {
      return new AuditEntry(
          id,
          row.number(),
          new OrganizationId(row.text()),
          row.time(),
          author(row),
          AuditAction.of(row.text()),
          new AuditEntry.Target(row.text(), row.text()),
          row.textIfAny().map(this::object),
          row.textIfAny().map(this::object),
          names(row.text()));
    } catch (InvalidInput | IllegalArgumentException e) {
      throw new StoreFailure("The audit entry " + id + " is stored in a form unknown here.", e);
    }
  }

  private static void add(
      Session session, AuditEntry entry, Optional<String> was, Optional<String> became)
      throws SQLException {
    var by = entry.by();
    session
        .on(ADD)
        .with(entry.id())
        .with(entry.number())
        .with(entry.at())
        .with(by.kind().word())
        .withText(by.token().map(TokenId::value))
        .with(by.name())
        .withText(by.address())
        .withText(by.request())
        .with(entry.action().word())
        .with(entry.target().id())
        .with(entry.target().name())
        .withText(was)
        .withText(became)
        .with(String.join(SEPARATOR, entry.secrets()))
        .with(entry.organization().value())
        .update();
  }

  private static Author author(Row row) throws SQLException {
    return new Author(
        Author.Kind.of(row.text()),
        row.textIfAny().map(TokenId::new),
        row.text(),
        row.textIfAny(),
        row.textIfAny());
  }

  private static List<String> names(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(SEPARATOR, -1));
  }

  private String text(JsonObject object) {
    return json.write(object).text();
  }

  private JsonObject object(String text) {
    return (JsonObject) json.read(Bytes.utf8(text));
  }
}
