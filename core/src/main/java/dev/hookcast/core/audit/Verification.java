package dev.hookcast.core.audit;

import java.util.Locale;
import java.util.Optional;

/**
 * What came of following the chain of an organization's entries from its oldest to its newest.
 *
 * @param entries how many of them are as they were written
 * @param unchained how many there are from a version that didn't chain them yet: of those nothing
 *     is known
 * @param head where the chain ends
 * @param broken the first that isn't as it was written; empty if the chain is whole
 */
public record Verification(long entries, long unchained, ChainPoint head, Optional<Break> broken) {

  /** Of an organization without any entry. */
  public static final Verification NOTHING =
      new Verification(0, 0, ChainPoint.START, Optional.empty());

  /** What is wrong at a place. */
  public enum Fault {
    /** The entry isn't what was written, or the one before it isn't what it was. */
    CHANGED,
    /** There is no entry. */
    MISSING,
    /** There is an entry that wasn't written here. */
    ADDED,
    /** Nothing can be said: the entry there has expired. */
    EXPIRED;

    /** The lower-case word that stands for it in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Where the chain breaks.
   *
   * @param place counted from 1; 0 among those that aren't in the chain
   * @param id the entry's, if one is there
   */
  public record Break(long place, Optional<String> id, Fault fault) {}

  /** True if nothing was found. */
  public boolean whole() {
    return broken.isEmpty();
  }
}
