package dev.hookcast.core.spi;

/**
 * The store can't do its work now: it is full, broken, or out of reach. Whether a write that was
 * under way took effect is unknown unless the port's method says otherwise; repeating it is safe.
 */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal of the store itself, such as to open under a wrong key. */
  public StoreFailure(String message) {
    super(message);
  }

  /** A failure with a sentence for the operator's log. */
  public StoreFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
