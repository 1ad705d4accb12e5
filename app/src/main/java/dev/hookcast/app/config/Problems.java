package dev.hookcast.app.config;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what is wrong with a configuration, so that it is told all at once. */
final class Problems {
  private static final int LONGEST = 100;

  private final List<Problem> found = new ArrayList<>();

  /**
   * Notes a complaint.
   *
   * @param where the name by which the user wrote it
   */
  void add(String where, String code, String complaint) {
    found.add(new Problem("", code, shortened(where) + ": " + complaint));
  }

  /** Notes a name that isn't a key's, and the known one that is nearest to it. */
  void unknown(String where, String name, Collection<String> known) {
    var meant = Nearest.to(shortened(name), known);
    add(where, "config_unknown_key", "there is no such key; did you mean " + meant + "?");
  }

  /** Throws everything that was found, if anything was. */
  void end() {
    if (!found.isEmpty()) {
      throw new InvalidInput(found);
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
