package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.audit.ChainLink;
import dev.hookcast.core.audit.ChainPoint;
import dev.hookcast.core.audit.Verification;
import dev.hookcast.core.audit.Verification.Break;
import dev.hookcast.core.audit.Verification.Fault;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Follows an organization's chain from its oldest entry to its end, and looks for a break. */
final class ChainWalk {
  private static final int PAGE = 500;

  // One statement, so that the counts are of the same moment as the chain.
  private static final String CHAIN =
      """
      SELECT c.unchained, c.base, c.base_digest, c.place, c.digest,
        (SELECT COUNT(*) FROM audit a WHERE a.organization = o.number AND a.place IS NULL),
        (SELECT a.id FROM audit a WHERE a.organization = o.number AND a.place > c.place
          ORDER BY a.place LIMIT 1)
      FROM organization o JOIN audit_chain c ON c.organization = o.number WHERE o.number = ?
      """;

  private static final String WITHOUT_CHAIN =
      "SELECT id FROM audit WHERE organization = ? ORDER BY number LIMIT 1";

  private static final String ENTRIES =
      """
      SELECT a.place, a.digest, %s
      FROM audit a JOIN organization o ON o.number = a.organization
      WHERE a.organization = ? AND a.place > ? AND a.place <= ? ORDER BY a.place LIMIT ?
      """
          .formatted(AuditRow.COLUMNS.strip());

  private final Database database;
  private final long organization;
  private final Optional<ChainPoint> known;

  /**
   * A walk along the chain of the organization of this number.
   *
   * @param known what its head was at some time, if somebody wrote that down: it has to lead
   *     through there
   */
  ChainWalk(Database database, long organization, Optional<ChainPoint> known) {
    this.database = database;
    this.organization = organization;
    this.known = known;
  }

  /** What the chain's row says, and what there is beside the chain. */
  private record Chain(
      long unchained,
      ChainPoint base,
      ChainPoint head,
      long foundUnchained,
      Optional<String> beyond) {
    static Chain read(Row row) throws SQLException {
      return new Chain(row.number(), point(row), point(row), row.number(), row.textIfAny());
    }

    private static ChainPoint point(Row row) throws SQLException {
      return new ChainPoint(row.number(), row.bytes());
    }
  }

  private record Link(ChainPoint point, String id, List<Optional<String>> fields) {
    static Link read(Row row) throws SQLException {
      var point = new ChainPoint(row.number(), row.bytesIfAny().orElse(Bytes.EMPTY));
      var fields = AuditRow.fields(row, point.place());
      return new Link(point, fields.get(AuditRow.ID).orElse(""), fields);
    }
  }

  Verification run() {
    var chain = chain();
    if (chain.isEmpty()) {
      return withoutChain();
    }
    var verified = follow(chain.get());
    // What expired meanwhile was missed without a reason.
    boolean moved = !chain.map(Chain::base).equals(chain().map(Chain::base)) && !verified.whole();
    return moved ? run() : verified;
  }

  private Optional<Chain> chain() {
    return database.readers().read(s -> s.on(CHAIN).with(organization).first(Chain::read));
  }

  private Verification withoutChain() {
    var found =
        database.readers().read(s -> s.on(WITHOUT_CHAIN).with(organization).first(Row::text));
    var broken =
        found.isPresent()
            ? Optional.of(new Break(0, found, Fault.ADDED))
            : known.map(point -> new Break(point.place(), Optional.empty(), Fault.MISSING));
    return new Verification(0, 0, ChainPoint.START, broken);
  }

  /** How far a step came, and what ended it. */
  private record Reached(ChainPoint point, Optional<Break> broken) {}

  private Verification follow(Chain chain) {
    var reached = new Reached(chain.base(), beside(chain).or(() -> comparedBefore(chain)));
    while (reached.broken().isEmpty() && reached.point().place() < chain.head().place()) {
      reached = step(reached.point(), chain.head());
    }
    var last = reached.point();
    var broken = reached.broken();
    if (broken.isEmpty() && !last.equals(chain.head())) {
      broken = Optional.of(new Break(last.place(), Optional.empty(), Fault.CHANGED));
    }
    long entries = last.place() - chain.base().place();
    return new Verification(entries, chain.foundUnchained(), chain.head(), broken);
  }

  private Reached step(ChainPoint from, ChainPoint head) {
    var page = page(from, head);
    if (page.isEmpty()) {
      return new Reached(from, missing(from));
    }
    var reached = from;
    for (var link : page) {
      var broken = wrong(reached, link);
      if (broken.isPresent()) {
        return new Reached(reached, broken);
      }
      reached = link.point();
    }
    return new Reached(reached, Optional.empty());
  }

  /** What is wrong before any entry is looked at. */
  private static Optional<Break> beside(Chain chain) {
    if (chain.foundUnchained() != chain.unchained()) {
      boolean more = chain.foundUnchained() > chain.unchained();
      return Optional.of(new Break(0, Optional.empty(), more ? Fault.ADDED : Fault.MISSING));
    }
    return chain
        .beyond()
        .map(id -> new Break(chain.head().place() + 1, Optional.of(id), Fault.ADDED));
  }

  /** What is wrong with the known place, if the entries can't tell. */
  private Optional<Break> comparedBefore(Chain chain) {
    if (known.isEmpty()) {
      return Optional.empty();
    }
    var point = known.get();
    if (point.place() > chain.head().place()) {
      return missing(chain.head());
    }
    if (point.place() < chain.base().place()) {
      return Optional.of(new Break(point.place(), Optional.empty(), Fault.EXPIRED));
    }
    boolean other = point.place() == chain.base().place() && !point.equals(chain.base());
    return other
        ? Optional.of(new Break(point.place(), Optional.empty(), Fault.CHANGED))
        : Optional.empty();
  }

  private List<Link> page(ChainPoint after, ChainPoint head) {
    return database
        .readers()
        .read(
            s ->
                s.on(ENTRIES)
                    .with(organization)
                    .with(after.place())
                    .with(head.place())
                    .with(PAGE)
                    .list(Link::read));
  }

  private Optional<Break> wrong(ChainPoint before, Link link) {
    if (link.point().place() != before.place() + 1) {
      return missing(before);
    }
    var digest = ChainLink.digest(before.digest(), link.fields());
    boolean foreseen =
        known
            .filter(point -> point.place() == link.point().place())
            .filter(point -> !point.digest().equals(digest))
            .isEmpty();
    return foreseen && digest.equals(link.point().digest())
        ? Optional.empty()
        : Optional.of(new Break(link.point().place(), Optional.of(link.id()), Fault.CHANGED));
  }

  private static Optional<Break> missing(ChainPoint before) {
    return Optional.of(new Break(before.place() + 1, Optional.empty(), Fault.MISSING));
  }
}
