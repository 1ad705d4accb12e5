package dev.hookcast.app.demo;

/** Says what didn't go as documented. */
final class Unexpected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;

  Unexpected(String what) {
    super(what);
    this.what = what;
  }

  String what() {
    return what;
  }
}
