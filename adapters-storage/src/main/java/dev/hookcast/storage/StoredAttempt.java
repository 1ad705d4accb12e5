package dev.hookcast.storage;

import static dev.hookcast.storage.Batch.Type.BYTES;
import static dev.hookcast.storage.Batch.Type.NUMBER;
import static dev.hookcast.storage.Batch.Type.TEXT;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.delivery.Timing;
import dev.hookcast.core.delivery.Trigger;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * An attempt in the form of its row: what takes time, such as JSON and the search for the document
 * in the body, is done before the writer gets it.
 */
record StoredAttempt(
    Attempt attempt,
    Optional<Body> requestBody,
    Optional<String> requestHeaders,
    Optional<String> responseHeaders,
    Optional<String> timing) {
  private static final String INTO =
      """
      INSERT INTO attempt (subscription, log_number, at, manual, duration, outcome, error_code,
        error_detail, request_method, request_url, response_status, response_truncated, request_headers,
        request_head, request_tail, response_headers, response_body, timing, delivery, number)
      """;

  private static final String EACH = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String ADD = INTO + "VALUES " + EACH;
  private static final String ADD_ALL = INTO + "SELECT * FROM UNNEST" + EACH;

  private static final String REPLACE_INTERRUPTED =
      """
      UPDATE attempt SET
        subscription = (SELECT d.subscription FROM delivery d
          WHERE d.number = attempt.delivery AND d.number <> ?),
        log_number = ?, at = ?, manual = ?, duration = ?, outcome = ?,
        error_code = ?, error_detail = ?, request_method = ?, request_url = ?,
        response_status = ?, response_truncated = ?, request_headers = ?, request_head = ?,
        request_tail = ?, response_headers = ?, response_body = ?, timing = ?
      WHERE delivery = ? AND number = ? AND outcome = 'interrupted'
      """;

  static StoredAttempt of(Attempt attempt, Bytes document) {
    var exchange = attempt.exchange();
    var response = exchange.flatMap(Exchange::response);
    return new StoredAttempt(
        attempt,
        exchange.map(e -> Body.of(e.request().body(), document)),
        exchange.map(e -> Headers.write(e.request().headers())),
        response.map(r -> Headers.write(r.headers())),
        exchange.map(Exchange::timing).filter(Timing::known).map(Timing::text));
  }

  /**
   * An attempt and where it belongs.
   *
   * @param number where it stands among the delivery's
   */
  record Placed(StoredAttempt attempt, long delivery, long subscription, long number) {
    private void fill(Call call) throws SQLException {
      var filed = logNumber(attempt.attempt, delivery).map(own -> subscription);
      attempt.bind(call.withNumber(filed), delivery, number, attempt.attempt.outcome());
    }
  }

  /** Adds attempts with the outcomes that they came to. */
  static void addAll(Session session, List<Placed> attempts) throws SQLException {
    var batch =
        new Batch(
            NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, TEXT, TEXT, TEXT, TEXT, NUMBER, NUMBER,
            TEXT, BYTES, BYTES, TEXT, BYTES, TEXT, NUMBER, NUMBER);
    for (var attempt : attempts) {
      attempt.fill(batch.row());
    }
    if (!batch.isEmpty()) {
      batch.on(session, ADD_ALL).update();
    }
  }

  /** Adds the first attempt of a delivery, which is logged under the delivery's own number. */
  void addFirst(Session session, long delivery) throws SQLException {
    var filed = Optional.<Long>empty();
    bind(session.on(ADD).withNumber(filed), delivery, 1, attempt.outcome()).update();
  }

  void add(Session session, long delivery, long subscription, long number, AttemptOutcome outcome)
      throws SQLException {
    var filed = logNumber(attempt, delivery).map(own -> subscription);
    bind(session.on(ADD).withNumber(filed), delivery, number, outcome).update();
  }

  /** Takes the place of the row that stood for this attempt, if it was given up. */
  boolean replaceInterrupted(Session session, long delivery, long number, AttemptOutcome outcome)
      throws SQLException {
    var call = session.on(REPLACE_INTERRUPTED).with(attempt.logNumber());
    return bind(call, delivery, number, outcome).update() == 1;
  }

  /** What is stored as the log's number: nothing for the usual first attempt. */
  static Optional<Long> logNumber(Attempt attempt, long delivery) {
    return attempt.logNumber() == delivery ? Optional.empty() : Optional.of(attempt.logNumber());
  }

  private Call bind(Call call, long delivery, long number, AttemptOutcome outcome)
      throws SQLException {
    var request = attempt.exchange().map(Exchange::request);
    var response = attempt.exchange().flatMap(Exchange::response);
    var failure = attempt.exchange().flatMap(Exchange::failure);
    return call.withNumber(logNumber(attempt, delivery))
        .with(attempt.at())
        .with(attempt.trigger() == Trigger.MANUAL)
        .with(attempt.duration().toNanos())
        .with(outcome.word())
        .withText(failure.map(Failure::code))
        .withText(failure.map(Failure::detail))
        .withText(request.map(Request::method))
        .withText(request.map(Request::url))
        .withNumber(response.map(r -> (long) r.status()))
        .withNumber(response.map(r -> r.truncated() ? 1L : 0L))
        .withText(requestHeaders)
        .withBytes(requestBody.map(Body::head))
        .withBytes(requestBody.flatMap(Body::tail))
        .withText(responseHeaders)
        .withBytes(response.map(Response::body))
        .withText(timing)
        .with(delivery)
        .with(number);
  }
}
