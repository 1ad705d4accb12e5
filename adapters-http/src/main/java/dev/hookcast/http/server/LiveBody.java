package dev.hookcast.http.server;

import dev.hookcast.core.json.Json;
import java.util.Optional;

/**
 * A body that goes on for as long as there is something to tell. One thread asks for the next
 * piece; any thread may close it.
 */
public interface LiveBody extends AutoCloseable {
  /** What comes next; blocks for it. Empty at the end, and once it was closed. */
  Optional<Piece> next() throws InterruptedException;

  /** Ends it; whoever waits for the next piece is woken. */
  @Override
  void close();

  /** A piece of a live body. */
  sealed interface Piece {
    /** Something of this name happened. */
    record Event(String name, Json data) implements Piece {}

    /** Nothing happened, but the connection shall not look dead. */
    record Heartbeat() implements Piece {}
  }
}
