package dev.hookcast.http.server;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a call gets back.
 *
 * @param contentType the body's type, if there is a body
 */
public record Answer(
    int status, String contentType, Optional<Body> body, Map<String, String> headers) {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  /** What an answer holds. */
  public sealed interface Body {
    /** A document, sent at once. */
    record Document(Json json) implements Body {}

    /** Bytes as they are, sent at once. */
    record Plain(Bytes bytes) implements Body {}

    /** Something that is told bit by bit. */
    record Live(LiveBody pieces) implements Body {}
  }

  /** 200 with this body. */
  public static Answer ok(Json body) {
    return of(200, body);
  }

  /** 200 with these bytes of this type. */
  public static Answer ok(String contentType, Bytes body) {
    return new Answer(200, contentType, Optional.of(new Body.Plain(body)), Map.of());
  }

  /** This status with this body. */
  public static Answer of(int status, Json body) {
    return new Answer(status, JSON, Optional.of(new Body.Document(body)), Map.of());
  }

  /** 200 with a body that goes on until it ends, or the reader leaves, or the server stops. */
  public static Answer live(LiveBody body) {
    return new Answer(200, LiveBodies.TYPE, Optional.of(new Body.Live(body)), Map.of());
  }

  /** 303 to another address, which is to be fetched instead. */
  public static Answer seeOther(String address) {
    return new Answer(303, JSON, Optional.empty(), Map.of("Location", address));
  }

  /** This status with these bytes of this type. */
  public static Answer of(int status, String contentType, Bytes body) {
    return new Answer(status, contentType, Optional.of(new Body.Plain(body)), Map.of());
  }

  /** 204. */
  public static Answer empty() {
    return new Answer(204, JSON, Optional.empty(), Map.of());
  }

  static Answer problem(int status, Json body) {
    return new Answer(status, PROBLEM, Optional.of(new Body.Document(body)), Map.of());
  }

  /** The same with another live body. */
  Answer with(LiveBody other) {
    return new Answer(status, contentType, Optional.of(new Body.Live(other)), headers);
  }

  /** The same with a header. */
  public Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, more);
  }
}
