package dev.hookcast.app.bench.load;

/** When the next event may be published. */
public sealed interface Pace {
  /** How many publish at once, with a connection each. */
  int connections();

  /** As soon as no more than so many deliveries are outstanding. */
  record Closed(int connections, int outstanding) implements Pace {}

  /** So many deliveries a second, however long they take. */
  record Open(int connections, double perSecond) implements Pace {}
}
