package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.delivery.Timing;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.event.EventId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads deliveries with their attempts. */
final class DeliveryRows {
  /** What {@link #whole} and {@link #light} read. */
  static final String COLUMNS =
      "d.number, d.id, o.id, e.id, s.id, d.state, d.created_at, d.due_at, length(e.document) = 0,"
          + " d.event";

  private static final String LIGHT_ATTEMPT =
      """
      SELECT number, COALESCE(log_number, delivery), at, manual, duration, outcome, error_code,
        error_detail, request_method, request_url, response_status, response_truncated, timing
      FROM attempt WHERE delivery = ?
      """;

  private static final String WHOLE_ATTEMPT =
      """
      SELECT number, COALESCE(log_number, delivery), at, manual, duration, outcome, error_code,
        error_detail, request_method, request_url, response_status, response_truncated,
        timing, request_headers, request_head, request_tail, response_headers, response_body
      FROM attempt WHERE delivery = ?
      """;

  private static final String IN_ORDER = "ORDER BY number";
  private static final String LIGHT = LIGHT_ATTEMPT + IN_ORDER;
  private static final String WHOLE = WHOLE_ATTEMPT + IN_ORDER;

  private static final String LOGGED = "AND COALESCE(log_number, delivery) = ?";
  private static final String LIGHT_LOGGED = LIGHT_ATTEMPT + LOGGED;
  private static final String WHOLE_LOGGED = WHOLE_ATTEMPT + LOGGED;

  private static final String DOCUMENT = "SELECT document FROM event WHERE number = ?";

  private DeliveryRows() {}

  /** A delivery whose attempts are still to be read. */
  record Head(Delivery delivery, long event) {}

  static Head head(Row row) throws SQLException {
    long number = row.number();
    var delivery =
        new Delivery(
            new DeliveryId(Uuid7.text(row.bytes())),
            number,
            new OrganizationId(row.text()),
            new EventId(row.text()),
            new SubscriptionId(row.text()),
            DeliveryState.of(row.text()),
            row.time(),
            row.timeIfAny(),
            row.flag(),
            List.of());
    return new Head(delivery, row.number());
  }

  /** The delivery with all its attempts whole. */
  static Delivery whole(Session session, Head head) throws SQLException {
    var document = session.on(DOCUMENT).with(head.event()).first(Row::bytes).orElseThrow();
    return with(head, attempts(session, WHOLE, head, row -> attempt(row, Optional.of(document))));
  }

  /** The deliveries with their attempts as a list shows them, without headers and bodies. */
  static List<Delivery> light(Session session, List<Head> heads) throws SQLException {
    var deliveries = new ArrayList<Delivery>(heads.size());
    for (var head : heads) {
      deliveries.add(
          with(head, attempts(session, LIGHT, head, row -> attempt(row, Optional.empty()))));
    }
    return deliveries;
  }

  /** The attempt that is logged under this number, whole. */
  static Optional<Attempt> whole(Session session, Head head, long logNumber, Bytes document)
      throws SQLException {
    return logged(session, WHOLE_LOGGED, head, logNumber, Optional.of(document));
  }

  /** The attempt that is logged under this number, without headers and bodies. */
  static Optional<Attempt> light(Session session, Head head, long logNumber) throws SQLException {
    return logged(session, LIGHT_LOGGED, head, logNumber, Optional.empty());
  }

  private static Optional<Attempt> logged(
      Session session, String sql, Head head, long logNumber, Optional<Bytes> document)
      throws SQLException {
    return session
        .on(sql)
        .with(head.delivery().number())
        .with(logNumber)
        .first(row -> attempt(row, document));
  }

  private static List<Attempt> attempts(
      Session session, String sql, Head head, Row.Reader<Attempt> reader) throws SQLException {
    return session.on(sql).with(head.delivery().number()).list(reader);
  }

  private static Delivery with(Head head, List<Attempt> attempts) {
    var d = head.delivery();
    return new Delivery(
        d.id(),
        d.number(),
        d.organization(),
        d.event(),
        d.subscription(),
        d.state(),
        d.createdAt(),
        d.nextAttemptAt(),
        d.payloadExpired(),
        attempts);
  }

  private static Attempt attempt(Row row, Optional<Bytes> document) throws SQLException {
    int number = (int) row.number();
    long logNumber = row.number();
    var at = row.time();
    var trigger = row.flag() ? Trigger.MANUAL : Trigger.AUTOMATIC;
    var duration = Duration.ofNanos(row.number());
    var outcome = AttemptOutcome.valueOf(row.text().toUpperCase(Locale.ROOT));
    var exchange = exchange(row, document);
    return new Attempt(number, logNumber, at, trigger, duration, outcome, exchange);
  }

  private static Optional<Exchange> exchange(Row row, Optional<Bytes> document)
      throws SQLException {
    var code = row.textIfAny();
    var detail = row.textIfAny();
    var failure = code.map(c -> new Failure(c, detail.orElse("")));
    var method = row.textIfAny();
    var url = row.textIfAny();
    var status = row.numberIfAny();
    boolean truncated = row.flag();
    var timing = row.textIfAny().map(Timing::read).orElse(Timing.UNKNOWN);
    if (method.isEmpty()) {
      return Optional.empty();
    }
    var sent = document.isPresent() ? sent(row, document.get()) : Content.NONE;
    var request = new Request(method.get(), url.orElse(""), sent.headers(), sent.body());
    if (status.isEmpty()) {
      return Optional.of(new Exchange(request, Optional.empty(), failure, timing));
    }
    var got = document.isPresent() ? received(row) : Content.NONE;
    var response = new Response(status.get().intValue(), got.headers(), got.body(), truncated);
    return Optional.of(new Exchange(request, Optional.of(response), failure, timing));
  }

  private record Content(List<Header> headers, Bytes body) {
    static final Content NONE = new Content(List.of(), Bytes.EMPTY);
  }

  private static Content sent(Row row, Bytes document) throws SQLException {
    var fields = Headers.read(row.text());
    var head = row.bytesIfAny().orElse(Bytes.EMPTY); // there is none once it has expired
    return new Content(fields, new Body(head, row.bytesIfAny()).around(document));
  }

  private static Content received(Row row) throws SQLException {
    return new Content(Headers.read(row.text()), row.bytesIfAny().orElse(Bytes.EMPTY));
  }
}
