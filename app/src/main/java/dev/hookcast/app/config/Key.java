package dev.hookcast.app.config;

import java.util.Locale;

/**
 * One thing that can be configured. It has the same name everywhere: {@code
 * delivery.max-in-flight}, {@code HOOKCAST_DELIVERY_MAX_IN_FLIGHT}, {@code
 * --delivery.max-in-flight}.
 *
 * @param byDefault the text that stands for it when nobody says otherwise
 * @param description one or two sentences for people
 * @param secret true if its value is never shown
 */
public record Key<T>(
    String name, Kind<T> kind, String byDefault, String description, boolean secret) {

  /** A key whose value may be shown. */
  static <T> Key<T> open(String name, Kind<T> kind, String byDefault, String description) {
    return new Key<>(name, kind, byDefault, description, false);
  }

  /** Its name in the environment. */
  public String variable() {
    return Variables.PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Its name on the command line. */
  public String flag() {
    return "--" + name;
  }
}
