package dev.hookcast.http.sink;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * What a webhook says who it is with, if its receiver asks for that while TLS is agreed on.
 *
 * @param certificate the certificate and those that lead to its authority, in PEM
 * @param key its private key, PKCS #8 in PEM
 */
record ClientIdentity(String certificate, Secret key) {
  private static final int MAX_SIZE = 16 * 1_024;
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
  private static final byte[] PROOF = "hookcast".getBytes(StandardCharsets.US_ASCII);
  private static final char[] NO_PASSWORD = new char[0];

  /** What is wrong with such options; nothing shows the key. */
  static List<Problem> problems(Optional<String> certificate, Optional<Secret> key) {
    if (certificate.isPresent() != key.isPresent()) {
      var missing =
          certificate.isPresent() ? WebhookOptions.CLIENT_KEY : WebhookOptions.CLIENT_CERTIFICATE;
      return List.of(problem(missing, "required", "A certificate and its key go together."));
    }
    return certificate
        .flatMap(pem -> new ClientIdentity(pem, key.orElseThrow()).objection())
        .stream()
        .toList();
  }

  private Optional<Problem> objection() {
    X509Certificate first;
    try {
      first = chain()[0];
    } catch (GeneralSecurityException e) {
      return Optional.of(
          problem(
              WebhookOptions.CLIENT_CERTIFICATE,
              "client_certificate_invalid",
              "This has to be an X.509 certificate in PEM, and those that lead to its authority."));
    }
    try {
      return fits(first.getPublicKey(), privateKey(first))
          ? Optional.empty()
          : Optional.of(
              problem(
                  WebhookOptions.CLIENT_KEY,
                  "client_key_mismatch",
                  "This isn't the certificate's key."));
    } catch (GeneralSecurityException e) {
      return Optional.of(
          problem(
              WebhookOptions.CLIENT_KEY,
              "client_key_invalid",
              "This has to be the certificate's key, PKCS #8 in PEM without a password."));
    }
  }

  /** What tells it from others. */
  Bytes fingerprint() {
    return Bytes.utf8(certificate + "\n" + key.reveal()).sha256();
  }

  /** What a TLS context needs. */
  KeyManager[] managers() throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var chain = chain();
      store.setKeyEntry("own", privateKey(chain[0]), NO_PASSWORD, chain);
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (IOException e) {
      throw new GeneralSecurityException("an empty key store can't be made", e);
    }
  }

  private X509Certificate[] chain() throws GeneralSecurityException {
    if (certificate.length() > MAX_SIZE) {
      throw new GeneralSecurityException("too long");
    }
    var pem = certificate.getBytes(StandardCharsets.UTF_8);
    return Trust.certificates(pem).toArray(X509Certificate[]::new);
  }

  private PrivateKey privateKey(X509Certificate of) throws GeneralSecurityException {
    var pem = KEY.matcher(key.reveal().strip());
    if (key.reveal().length() > MAX_SIZE || !pem.matches()) {
      throw new GeneralSecurityException("no PKCS #8");
    }
    try {
      var bytes = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(of.getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("no base64", e);
    }
  }

  /** True if what one signs the other knows. */
  private static boolean fits(PublicKey one, PrivateKey other) throws GeneralSecurityException {
    var algorithm =
        switch (one.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> one.getAlgorithm();
        };
    var signature = Signature.getInstance(algorithm);
    signature.initSign(other);
    signature.update(PROOF);
    var signed = signature.sign();
    signature.initVerify(one);
    signature.update(PROOF);
    try {
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // of another size than the key has
    }
  }

  private static Problem problem(String option, String code, String detail) {
    return new Problem("/" + option, code, detail);
  }
}
