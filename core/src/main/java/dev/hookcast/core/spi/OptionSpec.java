package dev.hookcast.core.spi;

/**
 * One option of a sink, described as data so that every front end can offer and check it.
 *
 * @param description one sentence for people
 */
public record OptionSpec(String name, Kind kind, boolean required, String description) {
  /** What an option holds. */
  public enum Kind {
    TEXT,
    BOOLEAN,
    /** An ISO 8601 duration. */
    DURATION,
    /** The secret that requests are signed with; never shown again. */
    SIGNING_SECRET,
    /** A text that is never shown again. */
    SECRET,
    /** An object of texts whose values are never shown again. */
    SECRETS
  }
}
