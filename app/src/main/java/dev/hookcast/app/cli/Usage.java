package dev.hookcast.app.cli;

/** Ends a command with exit status 2: what was typed can't be meant. */
public final class Usage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String complaint;

  public Usage(String complaint) {
    super(complaint);
    this.complaint = complaint;
  }

  /** What is wrong with it. Not yet safe for a terminal. */
  String complaint() {
    return complaint;
  }
}
