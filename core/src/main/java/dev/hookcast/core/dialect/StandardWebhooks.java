package dev.hookcast.core.dialect;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Signatures as Standard Webhooks 1.0.0 describes them: {@code v1} is HMAC-SHA256 with a {@code
 * whsec_} key, {@code v1a} is Ed25519 with a {@code whsk_} key.
 */
final class StandardWebhooks {
  private static final String SYMMETRIC = "whsec_";
  private static final String ASYMMETRIC = "whsk_";
  private static final int MIN_KEY = 24;
  private static final int MAX_KEY = 64;
  private static final int ED25519_PAIR = 64; // the seed, then the public key

  private StandardWebhooks() {}

  /** The value of {@code webhook-signature}: one signature per secret, separated by spaces. */
  static String signature(List<Secret> secrets, DeliveryId id, Instant at, byte[] body) {
    var head = (id.value() + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
    return secrets.stream().map(s -> signature(s, head, body)).collect(Collectors.joining(" "));
  }

  static Secret fresh(RandomGenerator chance) {
    return new Secret(SYMMETRIC + base64(FreshSecret.bytes(chance)));
  }

  /** A fresh secret of the same kind as the current one. */
  static Secret next(Optional<Secret> current, RandomGenerator chance) {
    return current.filter(secret -> secret.reveal().startsWith(ASYMMETRIC)).isPresent()
        ? freshPair(chance)
        : fresh(chance);
  }

  private static Secret freshPair(RandomGenerator chance) {
    var seed = FreshSecret.bytes(chance);
    var pair = Arrays.copyOf(seed, ED25519_PAIR);
    System.arraycopy(Ed25519.publicKey(seed), 0, pair, Ed25519.KEY, Ed25519.KEY);
    return new Secret(ASYMMETRIC + base64(pair));
  }

  static Optional<String> objection(Secret secret) {
    var key = key(secret);
    if (key.isEmpty()) {
      return Optional.of("A secret is whsec_ or whsk_ and then base64.");
    }
    boolean symmetric = secret.reveal().startsWith(SYMMETRIC);
    int size = key.get().length;
    if (symmetric && (size < MIN_KEY || size > MAX_KEY)) {
      return Optional.of("A whsec_ secret holds 24 to 64 bytes.");
    }
    return symmetric || size == ED25519_PAIR
        ? Optional.empty()
        : Optional.of("A whsk_ secret holds the 64 bytes of an Ed25519 key pair.");
  }

  private static String signature(Secret secret, byte[] head, byte[] body) {
    var key = key(secret).orElseThrow(() -> new IllegalStateException("an unchecked secret"));
    return secret.reveal().startsWith(SYMMETRIC)
        ? "v1," + base64(Hmac.sha256(key, head, body))
        : "v1a," + base64(Ed25519.sign(Arrays.copyOf(key, Ed25519.KEY), head, body));
  }

  private static Optional<byte[]> key(Secret secret) {
    var text = secret.reveal();
    for (var prefix : List.of(SYMMETRIC, ASYMMETRIC)) {
      if (text.startsWith(prefix)) {
        try {
          return Optional.of(Base64.getDecoder().decode(text.substring(prefix.length())));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
