package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.spi.SubscriptionStore.Resealed;
import dev.hookcast.core.subscription.Secrets.Part;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Seals secrets anew under the key that seals now, subscription by subscription, while everything
 * goes on. Each row says under which key it is, so that whatever was done stays done.
 */
final class Resealing {
  private static final int PAGE = 100;

  private static final String OUTDATED =
      """
      (substr(s.signing, 1, 1) <> ? OR substr(s.retiring, 1, 1) <> ? OR substr(s.others, 1, 1) <> ?)
      """;

  private static final String FIND =
      """
      SELECT s.number, o.id, s.id, s.signing, s.retiring, s.others
      FROM subscription s JOIN organization o ON o.number = s.organization
      WHERE s.number > ? AND %s ORDER BY s.number LIMIT ?
      """
          .formatted(OUTDATED);

  private static final String COUNT = "SELECT COUNT(*) FROM subscription s WHERE " + OUTDATED;

  // Unless somebody has given other secrets meanwhile: those are under the new key already.
  private static final String REPLACE =
      """
      UPDATE subscription SET signing = ?, retiring = ?, others = ?
      WHERE number = ? AND signing IS NOT DISTINCT FROM ?
        AND retiring IS NOT DISTINCT FROM ? AND others IS NOT DISTINCT FROM ?
      """;

  private record Sealed(
      long number,
      SecretColumns.Place place,
      Optional<Bytes> signing,
      Optional<Bytes> retiring,
      Optional<Bytes> others) {
    static Sealed read(Row row) throws SQLException {
      return new Sealed(
          row.number(),
          new SecretColumns.Place(row.text(), row.text()),
          row.bytesIfAny(),
          row.bytesIfAny(),
          row.bytesIfAny());
    }
  }

  private final Database database;
  private final SecretColumns secrets;
  private final int version;

  /** Under the key of this version. */
  Resealing(Database database, SecretColumns secrets, int version) {
    this.database = database;
    this.secrets = secrets;
    this.version = version;
  }

  /** Does so many subscriptions at most. */
  Resealed run(int limit) {
    int done = 0;
    long after = 0;
    List<Sealed> page;
    do {
      page = page(after, Math.min(PAGE, limit - done));
      for (var each : page) {
        done += database.writer().write(s -> replace(s, each));
        after = each.number();
      }
    } while (!page.isEmpty() && done < limit);
    return new Resealed(version, done, left());
  }

  private List<Sealed> page(long after, int many) {
    var mark = Seal.mark(version);
    return database
        .readers()
        .read(
            s ->
                s.on(FIND)
                    .with(after)
                    .with(mark)
                    .with(mark)
                    .with(mark)
                    .with(many)
                    .list(Sealed::read));
  }

  private long left() {
    var mark = Seal.mark(version);
    return database
        .readers()
        .read(s -> s.on(COUNT).with(mark).with(mark).with(mark).first(Row::number).orElseThrow());
  }

  private int replace(Session session, Sealed now) throws SQLException {
    var signing = anew(now.signing(), now.place().of(Part.SIGNING));
    var retiring = anew(now.retiring(), now.place().of(Part.RETIRING));
    var others = anew(now.others(), now.place().of(Part.OTHERS));
    boolean same =
        signing.equals(now.signing())
            && retiring.equals(now.retiring())
            && others.equals(now.others());
    if (same) {
      return 0; // what can't be read stays as it is
    }
    return session
        .on(REPLACE)
        .withBytes(signing)
        .withBytes(retiring)
        .withBytes(others)
        .with(now.number())
        .withBytes(now.signing())
        .withBytes(now.retiring())
        .withBytes(now.others())
        .update();
  }

  private Optional<Bytes> anew(Optional<Bytes> sealed, Seal.Place place) {
    return sealed.map(bytes -> secrets.resealed(bytes, place, version));
  }
}
