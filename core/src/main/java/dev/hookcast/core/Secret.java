package dev.hookcast.core;

/**
 * A text that must never be printed: its own text form is {@code ***}.
 *
 * <p>Only code that signs, sends or seals asks for {@link #reveal()}.
 */
public record Secret(String reveal) {
  /** What stands where a secret would. */
  public static final String MASK = "***";

  @Override
  public String toString() {
    return MASK;
  }
}
