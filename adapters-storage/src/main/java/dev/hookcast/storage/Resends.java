package dev.hookcast.storage;

import java.sql.SQLException;
import java.time.Instant;

/** The rows of resends: each stands in the log until its attempt takes its number over. */
final class Resends {
  private static final String ADD =
      "INSERT INTO resend (number, delivery, asked_at) VALUES (?, ?, ?)";

  private static final String CLAIM = "UPDATE resend SET claimed = 1 WHERE number = ?";

  private static final String RELEASE =
      "UPDATE resend SET claimed = 0 WHERE delivery = ? AND answered = 0";

  private static final String ANSWER =
      "UPDATE resend SET claimed = 0, answered = 1 WHERE number = ? AND answered = 0";

  private static final String ANSWER_AND_ADD =
      """
      INSERT INTO resend (number, delivery, asked_at)
      SELECT ?, delivery, asked_at FROM resend WHERE number = ? AND answered = 0
      """;

  private static final String FORGET = "DELETE FROM resend WHERE delivery = ? AND answered = 0";

  private static final String FORGET_WAITING =
      """
      DELETE FROM resend WHERE answered = 0 AND claimed = 0
        AND (SELECT d.subscription FROM delivery d WHERE d.number = resend.delivery) = ?
      """;

  private Resends() {}

  static void add(Session session, long delivery, long number, Instant at) throws SQLException {
    session.on(ADD).with(number).with(delivery).with(at).update();
  }

  static void claim(Session session, long number) throws SQLException {
    session.on(CLAIM).with(number).update();
  }

  /** Lets another claim answer what the delivery's last one didn't. */
  static void release(Session session, long delivery) throws SQLException {
    session.on(RELEASE).with(delivery).update();
  }

  /** An attempt has the number now. */
  static void answer(Session session, long number) throws SQLException {
    session.on(ANSWER).with(number).update();
  }

  /** An attempt has the number, but the resend wasn't answered by it: it goes on as another. */
  static void again(Session session, long number, long fresh) throws SQLException {
    session.on(ANSWER_AND_ADD).with(fresh).with(number).update();
    answer(session, number);
  }

  /** What the delivery still waited for won't be made. */
  static void forget(Session session, long delivery) throws SQLException {
    session.on(FORGET).with(delivery).update();
  }

  /** What the subscription still waited for won't be made, but for what is claimed. */
  static void forgetWaiting(Session session, long subscription) throws SQLException {
    session.on(FORGET_WAITING).with(subscription).update();
  }
}
