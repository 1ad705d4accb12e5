package dev.hookcast.core.event;

import java.util.List;
import java.util.Optional;

/** How a dialect names an event, or why it has no name for it. */
public sealed interface Naming {
  /**
   * The dialect has a word for the event.
   *
   * @param word the platform's own word, as its receivers know it
   * @param aliases further words that a filter may use for the same
   * @param state the platform's word for how far it had come, where the platform has one
   * @param result the platform's word for how it ended, where the platform has one
   * @param onRequest true if it is sent only to filters that name the event's status
   */
  record Named(
      String word,
      List<String> aliases,
      Optional<String> state,
      Optional<String> result,
      boolean onRequest)
      implements Naming {
    public Named {
      aliases = List.copyOf(aliases);
    }

    /** True if a filter may call the event by this word. */
    public boolean answersTo(String called) {
      return word.equals(called) || aliases.contains(called);
    }
  }

  /** The dialect can't say it; {@code why} is the reason as a verdict gives it. */
  record Unnamed(String why) implements Naming {}

  /** A plain word for the event. */
  static Named of(String word) {
    return new Named(word, List.of(), Optional.empty(), Optional.empty(), false);
  }
}
