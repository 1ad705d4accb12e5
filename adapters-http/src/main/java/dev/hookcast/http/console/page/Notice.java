package dev.hookcast.http.console.page;

import dev.hookcast.http.server.Call;
import java.util.Arrays;
import java.util.Locale;

/**
 * What has just been done, said at the top of the page that comes next. Only what stands here can
 * be said: the address carries a word, and everybody can write addresses.
 */
public enum Notice {
  NONE(""),
  CREATED("Created."),
  SAVED("Saved."),
  PAUSED("Paused. Nothing is sent; what waits is held, and new events aren't kept for it."),
  RESUMED("Resumed. What was held is sent now."),
  DELETED("Deleted. What still waited is cancelled; its log can still be read."),
  EMPTIED("Empty now."),
  ORGANIZATION_DELETED(
      "Deleted, with its subscriptions, its secrets and its tokens. Nothing of what still waited is"
          + " sent, and all that it had kept is erased now."),
  RESENT("Sent again, beside whatever its schedule holds."),
  RESENT_ALL("All of them are sent again."),
  REVOKED("Revoked. It is refused from the next call on.");

  private static final String PARAMETER = "notice";

  private final String sentence;

  Notice(String sentence) {
    this.sentence = sentence;
  }

  /** The one that a page was asked for with. */
  static Notice of(Call call) {
    var word = call.parameter(PARAMETER).orElse("");
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findAny().orElse(NONE);
  }

  /** The address with a word for this. */
  public String on(String address) {
    return address + (address.contains("?") ? "&" : "?") + PARAMETER + "=" + word();
  }

  /** What it says. */
  public String sentence() {
    return sentence;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
