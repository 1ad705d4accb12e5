package dev.hookcast.http.sink;

import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A user name and a password, as RFC 7617 sends them (Basic). */
record Credentials(String username, Secret password) {
  private static final int LONGEST = 1_000;

  /** What is wrong with such options; nothing shows the password. */
  static List<Problem> problems(
      Optional<String> username, Optional<Secret> password, Map<String, Secret> headers) {
    var problems = new ArrayList<Problem>();
    if (username.isPresent() != password.isPresent()) {
      var missing = username.isPresent() ? WebhookOptions.PASSWORD : WebhookOptions.USERNAME;
      problems.add(
          new Problem("/" + missing, "required", "A user name and a password go together."));
    }
    username
        .filter(name -> name.isEmpty() || name.contains(":") || !printable(name))
        .ifPresent(
            name ->
                problems.add(
                    new Problem(
                        "/" + WebhookOptions.USERNAME,
                        "username_invalid",
                        "A user name is 1 to 1,000 characters without colons.")));
    password
        .filter(secret -> secret.reveal().isEmpty() || !printable(secret.reveal()))
        .ifPresent(
            secret ->
                problems.add(
                    new Problem(
                        "/" + WebhookOptions.PASSWORD,
                        "password_invalid",
                        "A password is 1 to 1,000 printable characters.")));
    boolean twice =
        password.isPresent()
            && headers.keySet().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals("authorization"));
    if (twice) {
      problems.add(
          new Problem(
              "/" + WebhookOptions.PASSWORD,
              "authorization_twice",
              "There is a header Authorization among your own already."));
    }
    return problems;
  }

  /** The credentials of a header {@code Authorization}, behind its scheme. */
  Secret encoded() {
    var both = (username + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return new Secret(Base64.getEncoder().encodeToString(both));
  }

  private static boolean printable(String text) {
    return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
  }
}
