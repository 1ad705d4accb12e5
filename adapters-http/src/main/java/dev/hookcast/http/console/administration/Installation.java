package dev.hookcast.http.console.administration;

import java.util.List;

/**
 * What the running service is, as it may be shown to its operator.
 *
 * @param version of the program
 * @param storage what it keeps its data in, in words
 * @param settings everything that it was started with; no secrets
 */
public record Installation(String version, String storage, List<Setting> settings) {
  public Installation {
    settings = List.copyOf(settings);
  }

  /**
   * What a key was set to.
   *
   * @param value as it may be shown
   * @param origin who said so
   * @param description what the key is for
   */
  public record Setting(String name, String value, String origin, String description) {
    /** True if nobody said otherwise. */
    boolean usual() {
      return origin.equals("default");
    }

    /** What stands before the first dot: settings of one kind have it in common. */
    String group() {
      return name.substring(0, Math.max(0, name.indexOf('.')));
    }
  }

  /** What the settings begin with, in their order. */
  List<String> groups() {
    return settings.stream().map(Setting::group).distinct().toList();
  }

  /** Those that begin so. */
  List<Setting> in(String group) {
    return settings.stream().filter(each -> each.group().equals(group)).toList();
  }
}
