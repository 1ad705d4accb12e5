package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
  // The vectors that the specification's own libraries are tested with.
  private static final DeliveryId ID = new DeliveryId("msg_p5jXN8AQM9LWM0D4loKWxJek");
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final Secret HMAC = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final Secret ED25519 =
      new Secret(
          "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==");
  private static final String V1 = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final String V1A =
      "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";

  @Test
  void signsWithHmac() {
    assertThat(sign(HMAC)).isEqualTo(V1);
  }

  @Test
  void signsWithEd25519() {
    assertThat(sign(ED25519)).isEqualTo(V1A);
  }

  @Test
  void signsWithEachSecretInTheirOrder() {
    assertThat(sign(ED25519, HMAC)).isEqualTo(V1A + " " + V1);
  }

  @Test
  void theTimeCountsInWholeSeconds() {
    assertThat(StandardWebhooks.signature(List.of(HMAC), ID, AT.plusNanos(999_999_999), BODY))
        .isEqualTo(V1);
  }

  @Test
  void anEd25519SignatureIsVerifiedByItsPublicKey() throws GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    var encoded = pair.getPublic().getEncoded();
    var both = new byte[64];
    System.arraycopy(seed, 0, both, 0, 32);
    System.arraycopy(encoded, encoded.length - 32, both, 32, 32);
    var signed = sign(new Secret("whsk_" + Base64.getEncoder().encodeToString(both)));
    var verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(pair.getPublic());
    verifier.update((ID.value() + ".1614265330.").getBytes(StandardCharsets.UTF_8));
    verifier.update(BODY);
    assertThat(verifier.verify(Base64.getDecoder().decode(signed.substring("v1a,".length()))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 32, 64})
  void takesSymmetricKeysOfTheAllowedSizes(int size) {
    assertThat(StandardWebhooks.objection(secret("whsec_", size))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 65})
  void refusesSymmetricKeysOfOtherSizes(int size) {
    assertThat(StandardWebhooks.objection(secret("whsec_", size))).isPresent();
  }

  @Test
  void anAsymmetricKeyIsAPair() {
    assertThat(StandardWebhooks.objection(secret("whsk_", 64))).isEmpty();
    assertThat(StandardWebhooks.objection(secret("whsk_", 32))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec", "secret", "whsec_ü", "WHSEC_QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD"})
  void refusesWhatIsNoSecret(String text) {
    assertThat(StandardWebhooks.objection(new Secret(text))).isPresent();
  }

  @Test
  void freshSecretsDifferAndCanBeUsed() {
    var chance = new Random(11);
    var one = StandardWebhooks.fresh(chance);
    assertThat(StandardWebhooks.objection(one)).isEmpty();
    assertThat(StandardWebhooks.fresh(chance)).isNotEqualTo(one);
  }

  @Test
  void theNextSecretIsOfTheSameKind() {
    var chance = new Random(12);
    assertThat(StandardWebhooks.next(Optional.empty(), chance).reveal()).startsWith("whsec_");
    assertThat(StandardWebhooks.next(Optional.of(HMAC), chance).reveal()).startsWith("whsec_");
    var pair = StandardWebhooks.next(Optional.of(ED25519), chance);
    assertThat(pair.reveal()).startsWith("whsk_");
    assertThat(StandardWebhooks.objection(pair)).isEmpty();
  }

  @Test
  void theSecondHalfOfAFreshPairVerifiesWhatItSigned() throws GeneralSecurityException {
    var chance = new Random(13);
    for (int i = 0; i < 50; i++) {
      var pair = StandardWebhooks.next(Optional.of(ED25519), chance);
      var bytes = Base64.getDecoder().decode(pair.reveal().substring("whsk_".length()));
      // The fixed beginning of an Ed25519 public key in its usual form (RFC 8410).
      var encoded = Arrays.copyOf(HexFormat.of().parseHex("302a300506032b6570032100"), 44);
      System.arraycopy(bytes, 32, encoded, 12, 32);
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update((ID.value() + ".1614265330.").getBytes(StandardCharsets.UTF_8));
      verifier.update(BODY);
      assertThat(verifier.verify(Base64.getDecoder().decode(sign(pair).substring("v1a,".length()))))
          .as("seed 13, pair %d", i)
          .isTrue();
    }
  }

  private static Secret secret(String prefix, int size) {
    return new Secret(prefix + Base64.getEncoder().encodeToString(new byte[size]));
  }

  private static String sign(Secret... secrets) {
    return StandardWebhooks.signature(List.of(secrets), ID, AT, BODY);
  }
}
