package dev.hookcast.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads settings from the environment: {@code HOOKCAST_…}, or a file named by {@code …_FILE}. */
final class Variables {
  static final String PREFIX = "HOOKCAST_";
  private static final String FILE = "_FILE";

  /** What the clients and the launcher read; not the service's. */
  private static final Set<String> OTHERS =
      Set.of(
          "HOOKCAST_URL",
          "HOOKCAST_TOKEN",
          "HOOKCAST_ORG",
          "HOOKCAST_JAVA_OPTS",
          "HOOKCAST_JAVA_HOME");

  private final Map<String, Key<?>> keys = new LinkedHashMap<>();
  private final Problems problems;

  Variables(List<Key<?>> keys, Problems problems) {
    keys.forEach(key -> this.keys.put(key.variable(), key));
    this.problems = problems;
  }

  /** The settings that the environment holds; what is wrong goes to the problems. */
  List<Setting> read(Map<String, String> environment) {
    var settings = new ArrayList<Setting>();
    new TreeMap<>(environment)
        .tailMap(PREFIX).entrySet().stream()
            .takeWhile(entry -> entry.getKey().startsWith(PREFIX))
            .filter(entry -> !OTHERS.contains(entry.getKey()))
            .forEach(entry -> read(entry.getKey(), entry.getValue(), environment, settings));
    return settings;
  }

  private void read(
      String name, String value, Map<String, String> environment, List<Setting> settings) {
    var key = keys.get(name);
    if (key != null) {
      settings.add(new Setting(key, value, name));
      return;
    }
    var plain = name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : name;
    var named = keys.get(plain);
    if (named == null) {
      problems.unknown(name, plain, keys.keySet());
    } else if (environment.containsKey(plain)) {
      problems.add(name, "config_conflict", plain + " is set too; keep one of them.");
    } else {
      content(name, value).ifPresent(text -> settings.add(new Setting(named, text, name)));
    }
  }

  private Optional<String> content(String name, String path) {
    try {
      return Optional.of(withoutLastNewline(Files.readString(Path.of(path))));
    } catch (IOException | InvalidPathException e) {
      problems.add(name, "config_file_unreadable", "the file " + path + " can't be read.");
      return Optional.empty();
    }
  }

  private static String withoutLastNewline(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
