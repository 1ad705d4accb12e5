package dev.hookcast.core.dialect;

import dev.hookcast.core.Secret;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Secrets that nobody can guess: 32 bytes of chance, in a form that a platform can use. */
final class FreshSecret {
  private static final int SIZE = 32; // as much as the HMAC-SHA256 that it may be the key of

  private FreshSecret() {}

  static byte[] bytes(RandomGenerator chance) {
    var bytes = new byte[SIZE];
    chance.nextBytes(bytes);
    return bytes;
  }

  static Secret hex(RandomGenerator chance) {
    return new Secret(HexFormat.of().formatHex(bytes(chance)));
  }

  /** Letters, digits, hyphens and underscores: no header, shell or form stumbles over them. */
  static Secret text(RandomGenerator chance) {
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(chance)));
  }
}
