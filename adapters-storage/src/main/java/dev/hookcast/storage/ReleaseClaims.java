package dev.hookcast.storage;

import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.spi.Claim;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Gives claims back; its result are those that there were. */
record ReleaseClaims(List<Claim> claims) implements Session.Work<List<Claim>> {
  // What isn't sending any more was cancelled: it only loses its claim.
  private static final String RELEASE =
      """
      UPDATE delivery SET
        state = CASE WHEN state = 'sending' THEN 'waiting' ELSE state END,
        due_at = CASE WHEN state <> 'sending' THEN NULL
          WHEN resent_at IS NULL OR next_attempt_at < resent_at THEN next_attempt_at
          ELSE resent_at END,
        resends = CASE WHEN state = 'sending' THEN resends ELSE 0 END,
        manual = 0,
        claimed_by = NULL
      WHERE number = ? AND claimed_by IS NOT DISTINCT FROM ?
      RETURNING state
      """;

  @Override
  public List<Claim> on(Session session) throws SQLException {
    var released = new ArrayList<Claim>();
    for (var claim : claims) {
      var state = session.on(RELEASE).with(claim.number()).with(claim.epoch()).first(Row::text);
      if (state.isPresent()) {
        released.add(claim);
        release(session, claim, state.get());
      }
    }
    return released;
  }

  private static void release(Session session, Claim claim, String state) throws SQLException {
    if (claim.trigger() == Trigger.AUTOMATIC) {
      return;
    }
    if (state.equals(DeliveryState.WAITING.word())) {
      Resends.release(session, claim.number());
    } else {
      Resends.forget(session, claim.number());
    }
  }
}
