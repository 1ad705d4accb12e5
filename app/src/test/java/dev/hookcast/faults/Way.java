package dev.hookcast.faults;

import java.time.Duration;

/** What becomes of the bytes between a node and its database. */
sealed interface Way {
  /** They pass. */
  record Open() implements Way {}

  /** They pass, but each piece so much later. */
  record Slow(Duration by) implements Way {}

  /** They are kept, and nobody is told: a network that drops everything. */
  record Silent() implements Way {}

  /** Connections are cut, and new ones refused. */
  record Closed() implements Way {}
}
