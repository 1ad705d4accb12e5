package dev.hookcast.core.delivery;

import java.time.Instant;

/** What follows an attempt. */
public sealed interface Next {
  /** Nothing more to do: it arrived. */
  record Done() implements Next {}

  /** Another attempt, at this time. */
  record Again(Instant at) implements Next {}

  /** Another attempt at once, which uses up no wait of the schedule. */
  record AtOnce() implements Next {}

  /** No further attempt by itself. */
  record GiveUp(String why) implements Next {}

  /** No further attempt, and none of other events either: the subscription is paused. */
  record GiveUpAndPause(String why) implements Next {}
}
