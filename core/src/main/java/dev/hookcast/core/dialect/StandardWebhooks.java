package dev.hookcast.core.dialect;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
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
  private static final int FRESH_KEY = 32;
  private static final int ED25519_SEED = 32;
  private static final int ED25519_PAIR = 64; // the seed, then the public key

  private StandardWebhooks() {}

  /** The value of {@code webhook-signature}: one signature per secret, separated by spaces. */
  static String signature(List<Secret> secrets, DeliveryId id, Instant at, byte[] body) {
    var head = (id.value() + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
    return secrets.stream().map(s -> signature(s, head, body)).collect(Collectors.joining(" "));
  }

  static Secret fresh(RandomGenerator chance) {
    var key = new byte[FRESH_KEY];
    chance.nextBytes(key);
    return new Secret(SYMMETRIC + Base64.getEncoder().encodeToString(key));
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
        : "v1a," + base64(ed25519(key, head, body));
  }

  private static byte[] ed25519(byte[] pair, byte[] head, byte[] body) {
    var seed = Arrays.copyOf(pair, ED25519_SEED);
    try {
      var signer = Signature.getInstance("Ed25519");
      signer.initSign(
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
      signer.update(head);
      signer.update(body);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't sign", e);
    }
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
