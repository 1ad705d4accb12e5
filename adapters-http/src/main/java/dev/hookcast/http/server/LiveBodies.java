package dev.hookcast.http.server;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.spi.JsonFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends live bodies as server-sent events (HTML Living Standard, 9.2), and ends them all when the
 * server stops. Safe for any number of threads.
 */
final class LiveBodies {
  static final String TYPE = "text/event-stream";

  private static final Logger LOG = LoggerFactory.getLogger(LiveBodies.class);
  private static final Bytes HEARTBEAT = Bytes.utf8(":\n\n");
  private static final Duration TRUST = Duration.ofSeconds(1);

  private final JsonFormat json;
  private final InstantSource clock;
  private final Set<LiveBody> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  LiveBodies(JsonFormat json, InstantSource clock) {
    this.json = json;
    this.clock = clock;
  }

  /**
   * Sends the body until it ends or the reader goes; closes it.
   *
   * @param admission throws a {@link Refusal} once the reader may not read on
   */
  void send(LiveBody body, OutputStream out, Runnable admission) {
    open.add(body);
    try (body) {
      // Asked after it was added: either the stop finds it, or it finds the stop.
      if (!stopping) {
        copy(body, out, admission);
      }
    } catch (IOException e) {
      LOG.debug("a reader of a live body has gone", e);
    } catch (Refusal e) {
      LOG.debug("a reader of a live body may not read on", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(body);
    }
  }

  /** Ends all of them, and every further one at once. */
  void stop() {
    stopping = true;
    open.forEach(LiveBody::close);
  }

  private void copy(LiveBody body, OutputStream out, Runnable admission)
      throws IOException, InterruptedException {
    // At once, so that the reader knows that it is connected.
    write(HEARTBEAT, out);
    var checked = clock.instant();
    for (var piece = body.next(); piece.isPresent(); piece = body.next()) {
      checked = checked(checked, admission);
      write(bytes(piece.get()), out);
    }
  }

  /** A token may end while its reader reads on. */
  private Instant checked(Instant last, Runnable admission) {
    var now = clock.instant();
    if (Duration.between(last, now).abs().compareTo(TRUST) < 0) {
      return last;
    }
    admission.run();
    return now;
  }

  private Bytes bytes(LiveBody.Piece piece) {
    return switch (piece) {
      case LiveBody.Piece.Heartbeat heartbeat -> HEARTBEAT;
      case LiveBody.Piece.Event event ->
          Bytes.utf8(
              "event: " + event.name() + "\ndata: " + json.write(event.data()).text() + "\n\n");
    };
  }

  private static void write(Bytes bytes, OutputStream out) throws IOException {
    out.write(bytes.array());
    out.flush();
  }
}
