package dev.hookcast.app.config;

import dev.hookcast.core.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every key is set to, and by whom. Each value is known to fit its key. */
public final class Settings {
  private static final String DEFAULT = "default";

  private final Map<String, Setting> byName;

  private Settings(Map<String, Setting> byName) {
    this.byName = byName;
  }

  /**
   * Reads all keys: default, then file, then environment, then flags; the later wins.
   *
   * @throws InvalidInput with everything that is wrong in any of them
   */
  public static Settings read(Sources sources) {
    return read(Keys.ALL, sources);
  }

  static Settings read(List<Key<?>> keys, Sources sources) {
    var problems = new Problems();
    var settings = new LinkedHashMap<String, Setting>();
    keys.forEach(key -> put(settings, new Setting(key, key.byDefault(), DEFAULT)));
    sources
        .file()
        .ifPresent(f -> new YamlFile(keys, problems).read(f).forEach(s -> put(settings, s)));
    new Variables(keys, problems).read(sources.environment()).forEach(s -> put(settings, s));
    sources.flags().forEach((name, text) -> flag(settings, name, text, problems));
    settings.replaceAll((name, setting) -> expanded(setting, settings.get(Keys.DATA_DIR.name())));
    settings.values().forEach(setting -> check(setting, problems));
    problems.end();
    return new Settings(settings);
  }

  /** The value of a key. */
  public <T> T get(Key<T> key) {
    return key.kind().read().apply(setting(key.name()).text());
  }

  /** All of them, in the order in which they are shown. */
  public List<Setting> list() {
    return List.copyOf(byName.values());
  }

  private Setting setting(String name) {
    var setting = byName.get(name);
    if (setting == null) {
      throw new IllegalStateException("no such key: " + name);
    }
    return setting;
  }

  private static void put(Map<String, Setting> settings, Setting setting) {
    settings.put(setting.key().name(), setting);
  }

  private static void flag(
      Map<String, Setting> settings, String name, String text, Problems problems) {
    var known = settings.get(name);
    if (known == null) {
      problems.unknown("--" + name, name, settings.keySet());
    } else {
      put(settings, new Setting(known.key(), text, known.key().flag()));
    }
  }

  private static Setting expanded(Setting setting, @Nullable Setting folder) {
    var text =
        folder == null ? setting.text() : setting.text().replace("{data.dir}", folder.text());
    return new Setting(setting.key(), text, setting.origin());
  }

  private static void check(Setting setting, Problems problems) {
    setting
        .key()
        .kind()
        .objections(setting.text())
        .forEach(p -> problems.add(setting.where(), p.code(), p.detail()));
  }
}
