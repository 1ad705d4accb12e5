package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.spi.StoreFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM under a master key, each bound to the place where it stands: a
 * sealed text that is copied elsewhere doesn't open there. Safe for any number of threads.
 *
 * <p>The form is one byte for the key's version, 12 bytes of nonce, then ciphertext and tag.
 */
public final class Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12; // 96 bits, as NIST SP 800-38D recommends
  private static final int TAG_BITS = 128;

  private final Supplier<MasterKeys> source;
  private final SecureRandom chance;
  private volatile Map<Integer, SecretKey> keys;

  /**
   * A seal with this key, the first that the store has.
   *
   * @param masterKey 32 bytes from a secure source
   * @throws IllegalArgumentException if it can't be such a key
   */
  public Seal(byte[] masterKey, SecureRandom chance) {
    this(() -> MasterKeys.one(Bytes.of(masterKey)), chance);
  }

  /**
   * A seal with the keys that this gives, which is asked again when the store is sealed anew.
   *
   * @throws IllegalArgumentException if they can't be such keys
   */
  public Seal(Supplier<MasterKeys> source, SecureRandom chance) {
    this.source = source;
    this.chance = chance;
    this.keys = Map.of();
    refresh();
  }

  /**
   * Where a sealed text stands.
   *
   * @param row the id of the row, which never changes
   */
  record Place(String organization, String table, String row, String field) {
    private byte[] bytes(int version) {
      return String.join("|", organization, table, row, field, Integer.toString(version))
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Learns the keys that there are by now; those that were known go on opening.
   *
   * @throws StoreFailure if one of them is another than before
   */
  void refresh() {
    var all = new TreeMap<>(keys);
    source
        .get()
        .byVersion()
        .forEach(
            (version, bytes) -> {
              var key = new SecretKeySpec(bytes.array(), "AES");
              var known = all.put(version, key);
              if (known != null && !known.equals(key)) {
                throw new StoreFailure(
                    "The master key of version " + version + " is another than before.");
              }
            });
    keys = Map.copyOf(all);
  }

  /** True if it has the key of this version. */
  boolean has(int version) {
    return keys.containsKey(version);
  }

  /** The version of the newest key that it has. */
  int newest() {
    return keys.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  /** The version of the key that a text was sealed with. */
  static int version(Bytes sealed) {
    return sealed.size() == 0 ? 0 : sealed.array()[0];
  }

  /** How a text begins that was sealed with the key of this version. */
  static Bytes mark(int version) {
    return Bytes.of(new byte[] {(byte) version});
  }

  /**
   * Seals a text with the key of this version.
   *
   * @throws StoreFailure if there is no such key here
   */
  Bytes seal(Bytes plain, Place place, int version) {
    var nonce = new byte[NONCE_BYTES];
    chance.nextBytes(nonce);
    var sealed = crypt(Cipher.ENCRYPT_MODE, nonce, place, version, plain.array());
    return Bytes.of(
        ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
            .put((byte) version)
            .put(nonce)
            .put(sealed)
            .array());
  }

  /**
   * The text that was sealed at this place.
   *
   * @throws StoreFailure if it was sealed with another key or at another place, or was changed
   */
  Bytes open(Bytes sealed, Place place) {
    if (sealed.size() <= NONCE_BYTES) {
      throw new StoreFailure("A sealed text of the store is cut short.");
    }
    var in = ByteBuffer.wrap(sealed.array());
    int version = in.get();
    var nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    var rest = new byte[in.remaining()];
    in.get(rest);
    return Bytes.of(crypt(Cipher.DECRYPT_MODE, nonce, place, version, rest));
  }

  private byte[] crypt(int mode, byte[] nonce, Place place, int version, byte[] text) {
    var key = keys.get(version);
    if (key == null) {
      throw new StoreFailure("There is no master key of version " + version + " here.");
    }
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.bytes(version));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new StoreFailure("A sealed text of the store doesn't open with this master key.", e);
    }
  }
}
