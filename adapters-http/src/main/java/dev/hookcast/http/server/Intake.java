package dev.hookcast.http.server;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.spi.JsonFormat;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/** Reads bodies within limits of size and time. Safe for any number of threads. */
final class Intake {
  private static final int FIRST_READ = 16 * 1_024;
  // More than a usual limit allows: whoever sends a little too much shall be told, and not find the
  // connection dead while still sending.
  private static final int MAX_DISCARDED = 8 * 1_024 * 1_024;
  private static final int MIN_BYTES_PER_MILLISECOND = 1;
  // Jetty ends a connection that is silent; this ends one that keeps whispering.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JsonFormat json;
  private final InstantSource clock;
  private final int maxBody;

  Intake(JsonFormat json, InstantSource clock, int maxBody) {
    this.json = json;
    this.clock = clock;
    this.maxBody = maxBody;
  }

  Json document(Bytes body) {
    return json.read(body);
  }

  /** The whole body, as it came. */
  Bytes read(HttpServletRequest request) {
    long announced = request.getContentLengthLong();
    if (announced > maxBody) {
      throw tooLarge();
    }
    // One byte more than allowed, where the length isn't known: enough to see that it is too much.
    int wanted = announced >= 0 ? (int) announced : maxBody + 1;
    byte[] body;
    try {
      body = read(request.getInputStream(), wanted);
    } catch (IOException e) {
      throw Refusal.of(ProblemType.BAD_REQUEST, "The body ended early or can't be read.");
    }
    if (body.length > maxBody) {
      throw tooLarge();
    }
    return Bytes.of(body);
  }

  /**
   * Reads what a call left unread, if that is little: otherwise its connection would be closed, and
   * a client that has just begun its next call on it would find it dead.
   */
  void discard(HttpServletRequest request) {
    long announced = request.getContentLengthLong();
    if (announced <= 0 || announced > MAX_DISCARDED || request.getHeader("Expect") != null) {
      return;
    }
    try {
      skip(request.getInputStream(), announced);
    } catch (IOException | Refusal e) {
      // Then the connection ends, as it would have without this.
    }
  }

  private void skip(InputStream in, long wanted) throws IOException {
    var start = clock.instant();
    var piece = new byte[FIRST_READ];
    int size = 0;
    for (int read = 0; read >= 0 && size < wanted; read = in.read(piece)) {
      size += read;
      checkPace(start, size);
    }
  }

  /** Grows with what has really come: an announced length alone must not take memory. */
  private byte[] read(InputStream in, int wanted) throws IOException {
    var start = clock.instant();
    var body = new byte[Math.min(wanted, FIRST_READ)];
    int size = 0;
    while (size < wanted) {
      if (size == body.length) {
        body = Arrays.copyOf(body, (int) Math.min(wanted, 2L * size));
      }
      int read = in.read(body, size, body.length - size);
      if (read < 0) {
        return Arrays.copyOf(body, size);
      }
      size += read;
      checkPace(start, size);
    }
    return body;
  }

  private void checkPace(Instant start, int size) {
    var allowed = PATIENCE.plusMillis(size / MIN_BYTES_PER_MILLISECOND);
    if (clock.instant().isAfter(start.plus(allowed))) {
      throw Refusal.of(ProblemType.REQUEST_TIMEOUT, "The body came too slowly.")
          .with("Connection", "close");
    }
  }

  private Refusal tooLarge() {
    return Refusal.of(ProblemType.BODY_TOO_LARGE, "A body may have at most " + maxBody + " bytes.");
  }
}
