package dev.hookcast.app.service;

/** Says why the service can't be started as things stand, in a sentence for the operator. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String why;

  /** A refusal with its reason and what to do. */
  public Refusal(String why) {
    super(why);
    this.why = why;
  }

  /** A refusal that something else brought about. */
  public Refusal(String why, Throwable cause) {
    super(why, cause);
    this.why = why;
  }

  /** The reason. */
  public String why() {
    return why;
  }
}
