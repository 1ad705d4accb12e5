package dev.hookcast.hostile;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonBoolean;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.http.JacksonJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Documents that are in order, and what becomes of them in bad hands. For one thread. */
final class Corpus {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "*",
          "**",
          "a*b*c",
          "\u0000",
          "\ud800",
          "\udfff\ud800",
          "\uFEFF",
          "😀",
          "é",
          "\u202E",
          "\u001b[2J",
          "<script>alert(1)</script>",
          "${jndi:ldap://x.invalid}",
          "{{7*7}}",
          "'; DROP TABLE events; --",
          "%00",
          "%s%n",
          "../../etc/passwd",
          "-1",
          "0",
          "1e400",
          "NaN",
          "PT5S",
          "PT0S",
          "PT-5S",
          "P1000000000D",
          "PT0.000000001S",
          "2026-02-30T00:00:00Z",
          "2026-06-30T23:59:60Z",
          "+999999999-12-31T23:59:59Z",
          "0001-01-01T00:00:00+18:00",
          "environment.deploy",
          "environment.*",
          "a..b",
          "hookcast.x",
          "application:*",
          "whsec_",
          "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
          "***",
          "http://",
          "http://[::1",
          "https://a.invalid/x",
          "https://a.invalid./",
          "http://2130706433/",
          "http://0x7f.1/",
          "javascript:x",
          "true",
          "null",
          "Content-Length",
          "webhook-id",
          "a\r\nb: c",
          "x".repeat(300),
          "y".repeat(5_000),
          "cloudevents",
          "convox",
          "horizon",
          "slack",
          "2147483648",
          "9223372036854775808");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "1",
          "3.7",
          "1e99",
          "1E400",
          "-1e-400",
          "2147483648",
          "9223372036854775808",
          "100000000000000000000.55555",
          "0.1000",
          "253402300800",
          "1e1000000000",
          "9".repeat(400));

  private final JacksonJson json = new JacksonJson();
  private final SplittableRandom random;

  Corpus(SplittableRandom random) {
    this.random = random;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  String text() {
    return oneOf(TEXTS);
  }

  /** The document after some changes, as bytes that may not be JSON any more. */
  byte[] spoiled(Json document) {
    var bytes = json.write(changed(document)).array();
    return once(6) ? spoiled(bytes) : bytes;
  }

  /** The document after some changes. */
  Json changed(Json document) {
    var changed = document;
    for (int i = random.nextInt(4); i > 0; i--) {
      changed = spoiled(changed, 0);
    }
    return changed;
  }

  /** The bytes after some changes. */
  byte[] spoiled(byte[] bytes) {
    var changed = bytes;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      changed = oneChange(changed);
    }
    return changed;
  }

  private byte[] oneChange(byte[] bytes) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(bytes.length);
    int to = at + random.nextInt(Math.min(bytes.length - at, 40) + 1);
    return switch (random.nextInt(6)) {
      case 0 -> {
        var changed = bytes.clone();
        changed[at] = (byte) random.nextInt(256);
        yield changed;
      }
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
      case 3 ->
          joined(
              Arrays.copyOf(bytes, to), // a part of it twice
              Arrays.copyOfRange(bytes, at, bytes.length));
      case 4 ->
          joined(
              joined(Arrays.copyOf(bytes, at), text().getBytes(StandardCharsets.UTF_8)),
              Arrays.copyOfRange(bytes, at, bytes.length));
      default ->
          joined(
              joined(
                  Arrays.copyOf(bytes, at),
                  "[".repeat(random.nextInt(90)).getBytes(StandardCharsets.UTF_8)),
              Arrays.copyOfRange(bytes, at, bytes.length));
    };
  }

  static byte[] joined(byte[] one, byte[] other) {
    var joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }

  private Json spoiled(Json value, int depth) {
    if (depth > 0 && once(4)) {
      return odd(0);
    }
    return switch (value) {
      case JsonObject object when !object.members().isEmpty() -> spoiledObject(object, depth);
      case JsonArray array when !array.items().isEmpty() -> {
        var items = new ArrayList<>(array.items());
        int at = random.nextInt(items.size());
        switch (random.nextInt(4)) {
          case 0 -> items.remove(at);
          case 1 -> items.add(items.get(at));
          case 2 -> items.add(odd(0));
          default -> items.set(at, spoiled(items.get(at), depth + 1));
        }
        yield new JsonArray(items);
      }
      case JsonString text -> new JsonString(once(2) ? text() : text.value() + text());
      default -> odd(0);
    };
  }

  private Json spoiledObject(JsonObject object, int depth) {
    var members = new LinkedHashMap<>(object.members());
    var name = oneOf(List.copyOf(members.keySet()));
    switch (random.nextInt(6)) {
      case 0 -> members.remove(name);
      case 1 -> members.put(text(), odd(0));
      case 2 -> members.put(name, odd(0));
      case 3 -> members.put(name + text(), members.get(name));
      default -> members.put(name, spoiled(members.get(name), depth + 1));
    }
    return new JsonObject(members);
  }

  private Json odd(int depth) {
    return switch (random.nextInt(depth > 3 ? 5 : 8)) {
      case 0 -> JsonNull.NULL;
      case 1 -> new JsonBoolean(random.nextBoolean());
      case 2 -> new JsonNumber(oneOf(NUMBERS));
      case 3, 4 -> new JsonString(text());
      case 5 -> new JsonArray(List.of());
      case 6 -> new JsonArray(List.of(odd(depth + 1), odd(depth + 1)));
      default -> new JsonObject(Map.of(text(), odd(depth + 1)));
    };
  }
}
