package dev.hookcast.storage;

import static dev.hookcast.storage.Batch.Type.BYTES;
import static dev.hookcast.storage.Batch.Type.NUMBER;
import static dev.hookcast.storage.Batch.Type.TEXT;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.Acceptance.Conflict;
import dev.hookcast.core.spi.Acceptance.Entry;
import dev.hookcast.storage.AcceptEvents.Filed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Accepts what several publishers brought: one statement for the events, one for deliveries. */
record AcceptTogether(List<AcceptEvents> works) {
  // All in the same order, those of lists too, or two transactions with the same events would wait
  // for each other, until the server ends one of them after a second. An event with a key is known
  // by that: its id may be new each time.
  private static final Comparator<Filed> IN_ORDER =
      Comparator.comparingLong(Filed::organization)
          .thenComparing(filed -> filed.key().map(AcceptTogether::hex).orElse(""))
          .thenComparing(filed -> filed.event().record().id().value());

  private static final String SAVE = "SAVEPOINT several";
  private static final String UNDO = "ROLLBACK TO SAVEPOINT several";
  private static final String FORGET = "RELEASE SAVEPOINT several";

  /** What there may be only one event with: its id, or its idempotency key. */
  private record Name(long organization, Object name) {
    static Set<Name> of(Filed filed) {
      var id = new Name(filed.organization(), filed.event().record().id());
      return filed
          .key()
          .map(key -> Set.of(id, new Name(filed.organization(), key)))
          .orElse(Set.of(id));
    }
  }

  List<Acceptance> on(Session session) throws SQLException {
    if (works.stream().allMatch(work -> work.events().size() == 1)) {
      return all(session);
    }
    session.on(SAVE).update();
    var acceptances = all(session);
    boolean spoilt = spoilt(acceptances);
    if (spoilt) {
      session.on(UNDO).update();
    }
    session.on(FORGET).update();
    return spoilt && works.size() > 1 ? oneByOne(session) : acceptances;
  }

  /** True if something was stored of what has to be refused as a whole. */
  private boolean spoilt(List<Acceptance> acceptances) {
    for (int i = 0; i < works.size(); i++) {
      if (works.get(i).events().size() > 1 && acceptances.get(i) instanceof Conflict) {
        return true;
      }
    }
    return false;
  }

  /** Because others may have found what mustn't be there. */
  private List<Acceptance> oneByOne(Session session) throws SQLException {
    var acceptances = new ArrayList<Acceptance>(works.size());
    for (var work : works) {
      acceptances.add(new AcceptTogether(List.of(work)).on(session).getFirst());
    }
    return acceptances;
  }

  private List<Acceptance> all(Session session) throws SQLException {
    var fresh = addEvents(session);
    addDeliveries(session, fresh);
    var acceptances = new ArrayList<Acceptance>(works.size());
    for (var work : works) {
      acceptances.add(acceptance(session, work, fresh));
    }
    return acceptances;
  }

  private Set<Long> addEvents(Session session) throws SQLException {
    var events = works.stream().flatMap(work -> work.events().stream()).sorted(IN_ORDER).toList();
    var seen = new HashSet<Name>();
    var differing = new ArrayList<Filed>(events.size());
    var repeated = new ArrayList<Filed>();
    for (var filed : events) {
      var names = Name.of(filed);
      boolean differs = Collections.disjoint(names, seen);
      seen.addAll(names);
      (differs ? differing : repeated).add(filed);
    }
    var fresh = new HashSet<>(add(session, AcceptEvents.ADD_EVENTS, differing));
    if (!repeated.isEmpty()) {
      fresh.addAll(add(session, AcceptEvents.ADD_ANY_EVENTS, repeated));
    }
    return fresh;
  }

  /** Returns the numbers of those that weren't known. */
  private static List<Long> add(Session session, String sql, List<Filed> events)
      throws SQLException {
    var batch =
        new Batch(
            NUMBER, NUMBER, TEXT, TEXT, TEXT, NUMBER, TEXT, TEXT, TEXT, TEXT, TEXT, BYTES, BYTES,
            BYTES);
    for (var filed : events) {
      AcceptEvents.fill(batch.row(), filed);
    }
    try {
      return batch.on(session, sql).list(Row::number);
    } catch (SQLException e) {
      // Somebody else was adding the same. Once that is there, it is found beforehand.
      throw Postgres.taken(e) ? Postgres.disturbed() : e;
    }
  }

  private void addDeliveries(Session session, Set<Long> fresh) throws SQLException {
    var batch = new Batch(NUMBER, BYTES, NUMBER, NUMBER, TEXT, NUMBER, NUMBER, NUMBER, NUMBER);
    for (var work : works) {
      for (var filed : work.events()) {
        if (fresh.contains(number(filed))) {
          for (var delivery : filed.deliveries()) {
            work.fill(batch.row(), delivery, filed.event());
          }
        }
      }
    }
    if (!batch.isEmpty()) {
      batch.on(session, AcceptEvents.ADD_DELIVERIES).update();
    }
  }

  private static Acceptance acceptance(Session session, AcceptEvents work, Set<Long> fresh)
      throws SQLException {
    var entries = new ArrayList<Entry>(work.events().size());
    for (var filed : work.events()) {
      if (fresh.contains(number(filed))) {
        entries.add(work.fresh(filed));
        continue;
      }
      // It was there a moment ago. If it has expired since, the whole is to be done again.
      var known = AcceptEvents.known(session, filed).orElseThrow(Postgres::disturbed);
      if (!known.digest().equals(filed.event().digest())) {
        return new Conflict(entries.size(), known.id());
      }
      entries.add(AcceptEvents.duplicate(session, known));
    }
    return new Accepted(entries);
  }

  private static long number(Filed filed) {
    return filed.event().record().number();
  }

  private static String hex(Bytes key) {
    return HexFormat.of().formatHex(key.array());
  }
}
