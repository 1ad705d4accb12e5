package dev.hookcast.core.filter;

/** What a subscription says of an event; recomputed when asked, never stored. */
public sealed interface Verdict {
  /** It wants the event. */
  record Matched() implements Verdict {}

  /** It doesn't, and why: the end of a sentence, such as {@code the type isn't subscribed}. */
  record Skipped(String reason) implements Verdict {}

  /** It wants the event. */
  Verdict MATCHED = new Matched();
}
