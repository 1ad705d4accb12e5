package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Master keys by version. While a store is sealed anew there are two: the newest seals, the others
 * only open.
 */
public record MasterKeys(Map<Integer, Bytes> byVersion) {
  private static final int KEY_BYTES = 32;
  private static final int HIGHEST = 127; // one byte, with room for what nobody needs yet

  public MasterKeys {
    byVersion = Map.copyOf(byVersion);
    if (byVersion.isEmpty() || !byVersion.values().stream().allMatch(MasterKeys::strong)) {
      throw new IllegalArgumentException("A master key is 32 random bytes.");
    }
    if (!byVersion.keySet().stream().allMatch(v -> v >= 1 && v <= HIGHEST)) {
      throw new IllegalArgumentException("A master key's version is 1 to 127.");
    }
  }

  /** One key, the first that a store has. */
  public static MasterKeys one(Bytes key) {
    return new MasterKeys(Map.of(1, key));
  }

  /**
   * Reads keys in base64, one in a line. In front of each stands its version and a colon; without
   * them it is the first.
   *
   * @throws IllegalArgumentException with a sentence that shows nothing of the keys, if they can't
   *     be read
   */
  public static MasterKeys parse(String text) {
    var keys = new TreeMap<Integer, Bytes>();
    for (var line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      int colon = line.indexOf(':');
      if (keys.put(version(line, colon), key(line.substring(colon + 1))) != null) {
        throw new IllegalArgumentException("Two master keys have the same version.");
      }
    }
    return new MasterKeys(keys);
  }

  /** The version of the newest. */
  public int newest() {
    return byVersion.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  /** The same with one more, which is the newest. */
  public MasterKeys with(Bytes key) {
    var keys = new TreeMap<>(byVersion);
    keys.put(newest() + 1, key);
    return new MasterKeys(keys);
  }

  /** The form that {@link #parse} reads, the newest first. */
  public String written() {
    return new TreeMap<>(byVersion)
        .descendingMap().entrySet().stream()
            .map(
                key ->
                    key.getKey() + ":" + Base64.getEncoder().encodeToString(key.getValue().array()))
            .collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return "master keys " + byVersion.keySet();
  }

  private static int version(String line, int colon) {
    try {
      return colon < 0 ? 1 : Integer.parseInt(line.substring(0, colon));
    } catch (NumberFormatException e) {
      // Not the cause: it would show the text.
      throw new IllegalArgumentException("A master key's version is 1 to 127.");
    }
  }

  private static Bytes key(String base64) {
    try {
      return Bytes.of(Base64.getDecoder().decode(base64.strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("A master key is 32 bytes in base64.");
    }
  }

  private static boolean strong(Bytes key) {
    var bytes = key.array();
    for (byte b : bytes) {
      if (b != bytes[0]) {
        return bytes.length == KEY_BYTES;
      }
    }
    return false;
  }
}
