package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.AddressBlock;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.TokenDigests;
import dev.hookcast.core.access.TokenDigests.Retiring;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a token stands in its row. */
final class TokenRow {
  private static final String TOKENS =
      """
      SELECT t.id, t.number, o.id, t.name, t.scopes, t.expires_at, t.addresses, t.digest,
        t.retiring, t.retiring_until, t.created_at, t.last_used_at
      FROM token t JOIN organization o ON o.number = t.organization
      """;

  private static final String IN_ORDER = "ORDER BY t.number";

  /** Finds every token. */
  static final String ALL = TOKENS + IN_ORDER;

  /** Finds those of the organization of this id. */
  static final String OF_ONE = TOKENS + "WHERE o.id = ? " + IN_ORDER;

  private static final String ADD =
      """
      INSERT INTO token (id, number, name, scopes, expires_at, addresses, created_at, digest,
        retiring, retiring_until, last_used_at, organization)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, number FROM organization WHERE id = ? AND deleted = 0
      """;

  private static final String REPLACE =
      """
      UPDATE token SET digest = ?, retiring = ?, retiring_until = ? WHERE number = ? AND digest = ?
      """;

  private static final String USED =
      """
      UPDATE token SET last_used_at = ?
      WHERE number = ? AND (last_used_at IS NULL OR last_used_at < ?)
      """;

  private static final String SEPARATOR = " ";
  private static final String LENGTH = "/";

  private TokenRow() {}

  static int add(Session session, AccessToken token) throws SQLException {
    var grant = token.grant();
    var call =
        session
            .on(ADD)
            .with(token.id().value())
            .with(token.number())
            .with(grant.name())
            .with(joined(grant.scopes().stream().map(TokenScope::word)))
            .withTime(grant.expiresAt())
            .with(joined(grant.addresses().stream().map(TokenRow::text)))
            .with(token.createdAt());
    return bind(call, token.digests())
        .withTime(token.lastUsedAt())
        .with(token.organization().value())
        .update();
  }

  static boolean replace(Session session, AccessToken from, AccessToken to) throws SQLException {
    Changes.next(session);
    return bind(session.on(REPLACE), to.digests())
            .with(from.number())
            .with(from.digests().current())
            .update()
        == 1;
  }

  static int used(Session session, SortedMap<Long, Instant> lastUses) throws SQLException {
    var call = session.on(USED);
    for (var use : lastUses.entrySet()) {
      call.with(use.getValue()).with(use.getKey().longValue()).with(use.getValue()).add();
    }
    call.updateAll();
    return lastUses.size();
  }

  static AccessToken read(Row row) throws SQLException {
    var id = row.text();
    try {
      return new AccessToken(
          new TokenId(id),
          row.number(),
          new OrganizationId(row.text()),
          new Grant(row.text(), scopes(row.text()), row.timeIfAny(), blocks(row.text())),
          new TokenDigests(row.bytes(), retiring(row.bytesIfAny(), row.timeIfAny())),
          row.time(),
          row.timeIfAny());
    } catch (InvalidInput | IllegalArgumentException | IllegalStateException e) {
      throw new StoreFailure("The token " + id + " is stored in a form unknown here.", e);
    }
  }

  private static Call bind(Call call, TokenDigests digests) throws SQLException {
    return call.with(digests.current())
        .withBytes(digests.retiring().map(Retiring::digest))
        .withTime(digests.retiring().map(Retiring::until));
  }

  private static Optional<Retiring> retiring(Optional<Bytes> digest, Optional<Instant> until) {
    return digest.flatMap(former -> until.map(end -> new Retiring(former, end)));
  }

  private static Set<TokenScope> scopes(String joined) {
    return Set.copyOf(split(joined, TokenScope::of));
  }

  private static List<AddressBlock> blocks(String joined) {
    return joined.isEmpty() ? List.of() : split(joined, TokenRow::block);
  }

  private static String text(AddressBlock block) {
    return HexFormat.of().formatHex(block.prefix().array()) + LENGTH + block.length();
  }

  private static AddressBlock block(String text) {
    var parts = text.split(LENGTH, 2);
    return new AddressBlock(
        Bytes.of(HexFormat.of().parseHex(parts[0])), Integer.parseInt(parts[1]));
  }

  private static String joined(Stream<String> words) {
    return words.collect(Collectors.joining(SEPARATOR));
  }

  private static <T> List<T> split(String joined, Function<String, T> read) {
    return Stream.of(joined.split(SEPARATOR)).map(read).toList();
  }
}
