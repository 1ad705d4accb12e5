package dev.hookcast.core;

/**
 * One thing that is wrong with some input.
 *
 * @param pointer where, as an RFC 6901 JSON pointer into the input; empty for the whole of it
 * @param code a stable word for programs, such as {@code required}
 * @param detail a sentence for people; never echoes secrets or long input
 */
public record Problem(String pointer, String code, String detail) {
  /** The same problem seen from a document in which the input stands at {@code prefix}. */
  public Problem under(String prefix) {
    return new Problem(prefix + pointer, code, detail);
  }
}
