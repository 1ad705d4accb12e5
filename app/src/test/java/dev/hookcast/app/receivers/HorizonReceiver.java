package dev.hookcast.app.receivers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

final class HorizonReceiver implements Receiver {
  private static final Map<String, String> BLOCKS =
      Map.of(
          "applications", "application",
          "clusters", "cluster",
          "clsuters", "cluster",
          "members", "member",
          "pipelineruns", "pipelinerun");
  private static final Set<String> OTHERS =
      Set.of("application", "cluster", "member", "pipelinerun");

  private final String secret;

  HorizonReceiver(String secret) {
    this.secret = secret;
  }

  @Override
  public String dialect() {
    return "horizon";
  }

  @Override
  public String options() {
    return "\"secret\":\"" + secret + "\"";
  }

  @Override
  public boolean genuine(Map<String, String> headers, byte[] body) {
    return "application/json;charset=utf-8".equals(headers.get("content-type"))
        && genuine(headers, secret);
  }

  // excerpt: verify
  static boolean genuine(Map<String, String> headers, String secret) {
    var given = headers.getOrDefault("x-horizon-webhook-secret", "");
    return MessageDigest.isEqual(given.getBytes(US_ASCII), secret.getBytes(US_ASCII));
  }

  // end

  @Override
  public String read(JsonNode payload) {
    var type = payload.required("eventType").textValue();
    var block = BLOCKS.get(type.substring(0, type.indexOf('_')));
    if (block == null || !payload.required(block).required("id").isIntegralNumber()) {
      throw new IllegalArgumentException("no event of Horizon's: " + payload);
    }
    for (var other : OTHERS) {
      if (!other.equals(block) && payload.has(other)) {
        throw new IllegalArgumentException("a block of another resource: " + payload);
      }
    }
    for (var number : Set.of("id", "eventID", "webhookID")) {
      if (!payload.required(number).isIntegralNumber()) {
        throw new IllegalArgumentException(number + " is no number: " + payload);
      }
    }
    if (payload.has("extra")) {
      object(payload.required("extra").textValue());
    }
    return type;
  }

  private static void object(String extra) {
    try {
      if (!new ObjectMapper().readTree(extra).isObject()) {
        throw new IllegalArgumentException("no object: " + extra);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
