package dev.hookcast.app.receivers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

final class ConvoxReceiver implements Receiver {
  private static final Set<String> STATUSES = Set.of("success", "error", "start", "skipped");
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final String secret;

  ConvoxReceiver(String secret) {
    this.secret = secret;
  }

  @Override
  public String dialect() {
    return "convox";
  }

  @Override
  public String options() {
    return "\"secret\":\"" + secret + "\"";
  }

  @Override
  public boolean genuine(Map<String, String> headers, byte[] body) {
    var signature = headers.getOrDefault("convox-signature", "");
    return "application/json".equals(headers.get("content-type"))
        && genuine(signature, body, HexFormat.of().parseHex(secret), Instant.now());
  }

  // excerpt: verify
  static boolean genuine(String signature, byte[] body, byte[] key, Instant now) {
    var parts = signature.split(",");
    if (!parts[0].matches("t=[0-9]{1,12}")) {
      return false;
    }
    var time = parts[0].substring(2);
    var sent = Instant.ofEpochSecond(Long.parseLong(time));
    // Macs.hmac is HMAC-SHA256 by javax.crypto.Mac over all its parts.
    var wanted =
        "v1=" + HexFormat.of().formatHex(Macs.hmac(key, (time + ".").getBytes(US_ASCII), body));
    return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0
        && Stream.of(parts)
            .anyMatch(p -> MessageDigest.isEqual(p.getBytes(US_ASCII), wanted.getBytes(US_ASCII)));
  }

  // end

  @Override
  public String read(JsonNode payload) {
    var action = payload.required("action").textValue().split(":", 2);
    var status = payload.required("status").textValue();
    Instant.parse(payload.required("timestamp").textValue());
    for (var value : payload.required("data")) {
      if (!value.isTextual()) {
        throw new IllegalArgumentException("data holds texts only: " + payload);
      }
    }
    if (action.length != 2 || !STATUSES.contains(status)) {
      throw new IllegalArgumentException("no event of Convox's: " + payload);
    }
    return action[0] + ":" + action[1] + " " + status;
  }
}
