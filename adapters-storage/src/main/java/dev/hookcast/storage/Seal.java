package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.spi.StoreFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM under the master key, each bound to the place where it stands: a
 * sealed text that is copied elsewhere doesn't open there. Safe for any number of threads.
 *
 * <p>The form is one byte for the key's version, 12 bytes of nonce, then ciphertext and tag.
 */
public final class Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12; // 96 bits, as NIST SP 800-38D recommends
  private static final int TAG_BITS = 128;
  private static final byte VERSION = 1;

  private final SecretKey key;
  private final SecureRandom chance;

  /**
   * A seal with this key.
   *
   * @param masterKey 32 bytes from a secure source
   * @throws IllegalArgumentException if it can't be such a key
   */
  public Seal(byte[] masterKey, SecureRandom chance) {
    if (masterKey.length != KEY_BYTES || allTheSame(masterKey)) {
      throw new IllegalArgumentException("A master key is 32 random bytes.");
    }
    this.key = new SecretKeySpec(masterKey, "AES");
    this.chance = chance;
  }

  /**
   * Where a sealed text stands.
   *
   * @param row the id of the row, which never changes
   */
  record Place(String organization, String table, String row, String field) {
    private byte[] bytes(byte version) {
      return String.join("|", organization, table, row, field, Byte.toString(version))
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  Bytes seal(Bytes plain, Place place) {
    var nonce = new byte[NONCE_BYTES];
    chance.nextBytes(nonce);
    var sealed = crypt(Cipher.ENCRYPT_MODE, nonce, place.bytes(VERSION), plain.array());
    return Bytes.of(
        ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
            .put(VERSION)
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
    byte version = in.get();
    var nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    var rest = new byte[in.remaining()];
    in.get(rest);
    return Bytes.of(crypt(Cipher.DECRYPT_MODE, nonce, place.bytes(version), rest));
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] place, byte[] text) {
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place);
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new StoreFailure("A sealed text of the store doesn't open with this master key.", e);
    }
  }

  private static boolean allTheSame(byte[] bytes) {
    for (byte b : bytes) {
      if (b != bytes[0]) {
        return false;
      }
    }
    return true;
  }
}
