package dev.hookcast.app.terminal;

/** How a piece of text looks on a terminal with colours. */
public enum Style {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  GOOD("32"),
  BAD("31"),
  UNDERWAY("33");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The style that fits one of the API's words for a state, a status or an outcome. */
  public static Style of(String word) {
    return switch (word) {
      case "delivered", "succeeded", "active" -> GOOD;
      case "exhausted", "failed", "refused", "gone" -> BAD;
      case "waiting", "sending", "started", "retry", "interrupted" -> UNDERWAY;
      case "cancelled", "paused", "late" -> FAINT;
      default -> PLAIN;
    };
  }

  /** The text in this style. */
  public String on(String text) {
    return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
