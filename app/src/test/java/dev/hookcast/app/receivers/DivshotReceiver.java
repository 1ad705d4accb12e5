package dev.hookcast.app.receivers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.util.Map;

/** Divshot proves nothing, so its webhook has a header of its owner's. */
final class DivshotReceiver implements Receiver {
  private final String key;

  DivshotReceiver(String key) {
    this.key = key;
  }

  @Override
  public String dialect() {
    return "divshot";
  }

  @Override
  public String options() {
    return "\"headers\":{\"X-Hook-Key\":\"" + key + "\"}";
  }

  @Override
  public boolean genuine(Map<String, String> headers, byte[] body) {
    return "application/json".equals(headers.get("content-type")) && genuine(headers, key);
  }

  // excerpt: verify
  static boolean genuine(Map<String, String> headers, String key) {
    var given = headers.getOrDefault("x-hook-key", "");
    return MessageDigest.isEqual(given.getBytes(US_ASCII), key.getBytes(US_ASCII));
  }

  // end

  @Override
  public String read(JsonNode payload) {
    if (!payload.required("event").textValue().equals("release")) {
      throw new IllegalArgumentException("no event of Divshot's: " + payload);
    }
    var release = payload.required("data").required("release");
    var rollback = release.required("rollback");
    if (!release.required("version").isIntegralNumber()
        || !release.required("timestamp").isIntegralNumber()
        || !(rollback.isBoolean() && !rollback.booleanValue() || rollback.isIntegralNumber())) {
      throw new IllegalArgumentException("no release: " + payload);
    }
    return payload.required("data").required("app").required("name").textValue()
        + " "
        + release.required("env").textValue();
  }
}
