package dev.hookcast.app.receivers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

final class CloudEventsReceiver implements Receiver {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final String secret;

  CloudEventsReceiver(String secret) {
    this.secret = secret;
  }

  @Override
  public String dialect() {
    return "cloudevents";
  }

  @Override
  public String options() {
    return "\"secret\":\"" + secret + "\"";
  }

  @Override
  public boolean genuine(Map<String, String> headers, byte[] body) {
    var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    return "application/cloudevents+json".equals(headers.get("content-type"))
        && genuine(headers, body, key, Instant.now());
  }

  // excerpt: verify
  static boolean genuine(Map<String, String> headers, byte[] body, byte[] key, Instant now) {
    var time = headers.getOrDefault("webhook-timestamp", "");
    if (!time.matches("[0-9]{1,12}")) {
      return false;
    }
    var head = (headers.get("webhook-id") + "." + time + ".").getBytes(US_ASCII);
    // Macs.hmac is HMAC-SHA256 by javax.crypto.Mac over all its parts.
    var wanted = "v1," + Base64.getEncoder().encodeToString(Macs.hmac(key, head, body));
    var sent = Instant.ofEpochSecond(Long.parseLong(time));
    return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0
        && Stream.of(headers.getOrDefault("webhook-signature", "").split(" "))
            .anyMatch(s -> MessageDigest.isEqual(s.getBytes(US_ASCII), wanted.getBytes(US_ASCII)));
  }

  // end

  @Override
  public String read(JsonNode payload) {
    if (!payload.required("specversion").textValue().equals("1.0")
        || !payload.required("source").isTextual()
        || !payload.required("id").isTextual()) {
      throw new IllegalArgumentException("no CloudEvent: " + payload);
    }
    OffsetDateTime.parse(payload.required("time").textValue());
    return payload.required("type").textValue() + " " + payload.required("status").textValue();
  }
}
