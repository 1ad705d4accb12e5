package dev.hookcast.http.server;

import dev.hookcast.core.InvalidInput;

/** The rule for what a token is called. */
public final class TokenNames {
  private static final int LONGEST = 200;

  private TokenNames() {}

  /**
   * The name itself.
   *
   * @throws InvalidInput if nobody could know the token by it
   */
  public static String checked(String name) {
    if (name.isBlank()) {
      throw InvalidInput.of("", "required", "A token needs a name to be known by.");
    }
    if (name.length() > LONGEST) {
      throw InvalidInput.of("", "too_long", "This may have at most 200 characters.");
    }
    return name;
  }
}
