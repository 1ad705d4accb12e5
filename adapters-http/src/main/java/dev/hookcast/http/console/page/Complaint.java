package dev.hookcast.http.console.page;

import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Refusal;
import java.util.Map;

/** How the console says what is wrong: as a page, or by asking for a token first. */
public final class Complaint {
  private static final int UNAUTHORIZED = 401;
  private static final int SEE_OTHER = 303;

  private Complaint() {}

  /** The page for a call that was refused. */
  public static Answer of(Refusal refusal, String requestId) {
    // Where to, the refusal itself says.
    int status = refusal.status() == UNAUTHORIZED ? SEE_OTHER : refusal.status();
    return Pages.guarded(
        Pages.show(
            status, "page/complaint.jte", Map.of("refusal", refusal, "requestId", requestId)));
  }
}
