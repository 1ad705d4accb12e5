package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.audit.ChainLink;
import dev.hookcast.core.audit.ChainPoint;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.util.ArrayList;
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
        target, target_name, was, became, secrets, organization, place, digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ORGANIZATION = "SELECT number FROM organization WHERE id = ?";

  private static final String SEPARATOR = "\n";

  /** Where the id is among the {@link #fields}. */
  static final int ID = 1;

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
    var organization =
        session.on(ORGANIZATION).with(entry.organization().value()).first(Row::number);
    if (organization.isEmpty()) {
      return;
    }
    var before = AuditChain.held(session, organization.get());
    long place = before.place() + 1;
    var point =
        new ChainPoint(place, ChainLink.digest(before.digest(), fields(entry, place, was, became)));
    bind(session.on(ADD), entry, was, became)
        .with(organization.get().longValue())
        .with(place)
        .with(point.digest())
        .update();
    AuditChain.advance(session, organization.get(), point);
  }

  private static Call bind(
      Call call, AuditEntry entry, Optional<String> was, Optional<String> became)
      throws SQLException {
    var by = entry.by();
    return call.with(entry.id())
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
        .with(String.join(SEPARATOR, entry.secrets()));
  }

  /** What the chain ties together: the place, and then the {@link #COLUMNS} in their order. */
  private static List<Optional<String>> fields(
      AuditEntry entry, long place, Optional<String> was, Optional<String> became) {
    var by = entry.by();
    return List.of(
        Optional.of(Long.toString(place)),
        Optional.of(entry.id()),
        Optional.of(Long.toString(entry.number())),
        Optional.of(entry.organization().value()),
        Optional.of(Long.toString(Nanos.of(entry.at()))),
        Optional.of(by.kind().word()),
        by.token().map(TokenId::value),
        Optional.of(by.name()),
        by.address(),
        by.request(),
        Optional.of(entry.action().word()),
        Optional.of(entry.target().id()),
        Optional.of(entry.target().name()),
        was,
        became,
        Optional.of(String.join(SEPARATOR, entry.secrets())));
  }

  /** The same of a row that has the {@link #COLUMNS}, whatever stands in them. */
  static List<Optional<String>> fields(Row row, long place) throws SQLException {
    var fields = new ArrayList<Optional<String>>();
    fields.add(Optional.of(Long.toString(place)));
    for (int i = 0; i < COLUMNS.split(",").length; i++) {
      fields.add(row.textIfAny());
    }
    return fields;
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
