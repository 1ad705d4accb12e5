package dev.hookcast.core.api;

import java.util.List;

/** What subscriptions say of an event. */
public sealed interface Explained {
  /** This, one for each subscription. */
  record Verdicts(List<Explanation> list) implements Explained {
    public Verdicts {
      list = List.copyOf(list);
    }
  }

  /** The organization has no such event. */
  record Missing() implements Explained {}

  /** Too little of the event is left to tell. */
  record PayloadExpired() implements Explained {}
}
