package dev.hookcast.core.audit;

import dev.hookcast.core.InvalidInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be done that the audit log tells of. */
public enum AuditAction {
  ORGANIZATION_CREATE,
  ORGANIZATION_DELETE,
  TOKEN_CREATE,
  TOKEN_ROTATE,
  TOKEN_REVOKE,
  SUBSCRIPTION_CREATE,
  SUBSCRIPTION_CHANGE,
  SUBSCRIPTION_PAUSE,
  SUBSCRIPTION_RESUME,
  SUBSCRIPTION_ROTATE_SECRET,
  SUBSCRIPTION_DELETE,
  /** An example was sent, or was to be sent. */
  SUBSCRIPTION_TEST,
  DELIVERY_RESEND,
  /** A newer master key began to seal. */
  SECRETS_RESEAL;

  /** The action of this word. */
  public static AuditAction of(String word) {
    for (var action : values()) {
      if (action.word().equals(word)) {
        return action;
      }
    }
    throw InvalidInput.of(
        "",
        "action_unknown",
        "The actions are "
            + Arrays.stream(values()).map(AuditAction::word).collect(Collectors.joining(", "))
            + ".");
  }

  /** The word that stands for it in JSON and SQL, such as {@code subscription.rotate_secret}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
  }

  /** What it is done to, such as {@code subscription}. */
  public String kind() {
    return word().substring(0, word().indexOf('.'));
  }
}
