package dev.hookcast.app.config;

import dev.hookcast.core.Secret;

/**
 * What a key was set to.
 *
 * @param origin who said so: {@code default}, the file's path, a variable or a flag
 */
public record Setting(Key<?> key, String text, String origin) {
  /** The text as it may be shown: {@code ***} for a secret, or in the place of one in it. */
  public String shown() {
    return key.secret() ? Secret.MASK : key.kind().shown().apply(text);
  }

  /** As it may be shown, wherever it is printed. */
  @Override
  public String toString() {
    return key.name() + "=" + shown() + " (" + origin + ")";
  }

  /** The place where somebody would put it right. */
  String where() {
    boolean ownName = origin.equals(key.flag()) || origin.startsWith(Variables.PREFIX);
    return ownName ? origin : origin + ": " + key.name();
  }
}
