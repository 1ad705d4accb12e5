package dev.hookcast.app.receivers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;

final class QoveryReceiver implements Receiver {
  private static final Set<String> EVENTS =
      Set.of(
          "DEPLOYMENT_STARTED",
          "DEPLOYMENT_CANCELLED",
          "DEPLOYMENT_SUCCESSFUL",
          "DEPLOYMENT_FAILURE");

  private final String secret;

  QoveryReceiver(String secret) {
    this.secret = secret;
  }

  @Override
  public String dialect() {
    return "qovery";
  }

  @Override
  public String options() {
    return "\"secret\":\"" + secret + "\"";
  }

  @Override
  public boolean genuine(Map<String, String> headers, byte[] body) {
    return "application/json".equals(headers.get("content-type"))
        && genuine(headers, secret)
        && headers.get("qovery-signature").equals(headers.get("qovery-secret"));
  }

  // excerpt: verify
  static boolean genuine(Map<String, String> headers, String secret) {
    var given = headers.getOrDefault("qovery-signature", "");
    return MessageDigest.isEqual(given.getBytes(US_ASCII), secret.getBytes(US_ASCII));
  }

  // end

  @Override
  public String read(JsonNode payload) {
    var event = payload.required("event_type").textValue();
    OffsetDateTime.parse(payload.required("created_at").textValue());
    var deployment = payload.required("payload");
    if (!EVENTS.contains(event)
        || !payload.required("payload_type").textValue().equals("DEPLOYMENT")
        || !deployment.required("organization").required("id").isTextual()) {
      throw new IllegalArgumentException("no event of Qovery's: " + payload);
    }
    return event + " " + deployment.required("current_status").textValue();
  }
}
