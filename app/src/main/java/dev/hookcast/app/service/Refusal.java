package dev.hookcast.app.service;

/** Says why the service can't be started as things stand, in a sentence for the operator. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal with its reason and what to do. */
  public Refusal(String message) {
    super(message);
  }

  /** A refusal that something else brought about. */
  public Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
