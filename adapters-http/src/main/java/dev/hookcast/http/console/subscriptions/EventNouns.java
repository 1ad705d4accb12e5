package dev.hookcast.http.console.subscriptions;

import java.util.Map;
import java.util.Optional;

/** Event types in words, such as {@code deployments} or {@code updates of clusters}. */
final class EventNouns {
  private static final Map<String, String> NOUNS =
      Map.ofEntries(
          Map.entry("create", "creations"),
          Map.entry("update", "updates"),
          Map.entry("delete", "deletions"),
          Map.entry("transfer", "transfers"),
          Map.entry("branch", "branchings"),
          Map.entry("activate", "activations"),
          Map.entry("deactivate", "deactivations"),
          Map.entry("initialize", "initializations"),
          Map.entry("synchronize", "synchronizations"),
          Map.entry("merge", "merges"),
          Map.entry("backup", "backups"),
          Map.entry("restore", "restorations"),
          Map.entry("restart", "restarts"),
          Map.entry("add", "additions"),
          Map.entry("remove", "removals"),
          Map.entry("pause", "pauses"),
          Map.entry("resume", "resumptions"),
          Map.entry("scale", "scalings"),
          Map.entry("copy", "copies"),
          Map.entry("cancel", "cancellations"));

  private static final String DEPLOY = "environment.deploy";

  private EventNouns() {}

  /** What the type stands for, in the plural; empty if there are no words for it. */
  static Optional<String> of(String type) {
    if (type.equals(DEPLOY)) {
      return Optional.of("deployments");
    }
    int dot = type.lastIndexOf('.');
    return Optional.ofNullable(NOUNS.get(type.substring(dot + 1)))
        .filter(noun -> dot > 0)
        .map(noun -> noun + " of " + things(type.substring(0, dot)));
  }

  /** The object of a type in the plural, such as {@code environment variables}. */
  static String things(String object) {
    var words = object.replace('.', ' ').replace('_', ' ').replace('-', ' ');
    if (words.endsWith("access")) {
      return words;
    }
    return words.endsWith("y") ? words.substring(0, words.length() - 1) + "ies" : words + "s";
  }

  /** With a capital letter. */
  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
