package dev.hookcast.app.receivers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;

final class PlatformshReceiver implements Receiver {
  private final String key;

  PlatformshReceiver(String key) {
    this.key = key;
  }

  @Override
  public String dialect() {
    return "platformsh";
  }

  @Override
  public String options() {
    return "\"secret\":\"" + key + "\"";
  }

  @Override
  public boolean genuine(Map<String, String> headers, byte[] body) {
    return "application/json".equals(headers.get("content-type"))
        && genuine(headers.getOrDefault("x-jws-signature", ""), body, key);
  }

  // excerpt: verify
  /** What {"alg":"HS256","b64":false,"crit":["b64"]} is in base64: nothing else is understood. */
  private static final String HEAD = "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19";

  static boolean genuine(String signature, byte[] body, String key) {
    // Macs.hmac is HMAC-SHA256 by javax.crypto.Mac over all its parts.
    var mac = Macs.hmac(key.getBytes(UTF_8), (HEAD + ".").getBytes(US_ASCII), body);
    var wanted = HEAD + ".." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    return MessageDigest.isEqual(signature.getBytes(UTF_8), wanted.getBytes(US_ASCII));
  }

  // end

  @Override
  public String read(JsonNode payload) {
    for (var name : List.of("id", "project", "type", "state")) {
      if (!payload.required(name).isTextual()) {
        throw new IllegalArgumentException("no activity: " + payload);
      }
    }
    OffsetDateTime.parse(payload.required("created_at").textValue());
    if (payload.has("completed_at")) {
      OffsetDateTime.parse(payload.required("completed_at").textValue());
    }
    if (!payload.required("environments").isArray()) {
      throw new IllegalArgumentException("no environments: " + payload);
    }
    return payload.required("type").textValue()
        + " "
        + payload.required("state").textValue()
        + " "
        + payload.path("result").asText();
  }
}
