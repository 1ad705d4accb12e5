package dev.hookcast.http.sink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * Whose signature makes a receiver's certificate a good one: that of the authorities that Java
 * knows, and of those that the operator adds. Immutable.
 */
public final class Trust {
  private final X509TrustManager manager;
  private final boolean strict;

  private Trust(X509TrustManager manager, boolean strict) {
    this.manager = manager;
    this.strict = strict;
  }

  /** The authorities that Java knows. */
  public static Trust usual() {
    return new Trust(manager(Optional.empty()), false);
  }

  /**
   * These authorities besides.
   *
   * @param pem their certificates, one after the other
   * @throws IllegalArgumentException if there is none, or something else
   */
  public static Trust besides(byte[] pem) {
    try {
      var all =
          new ArrayList<X509Certificate>(List.of(manager(Optional.empty()).getAcceptedIssuers()));
      all.addAll(certificates(pem));
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < all.size(); i++) {
        store.setCertificateEntry("authority-" + i, all.get(i));
      }
      return new Trust(manager(Optional.of(store)), false);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("no certificates in PEM", e);
    }
  }

  /** The same, and no subscription may do without. */
  public Trust strict() {
    return new Trust(manager, true);
  }

  /** True if requests may leave that verify certificates, or don't. */
  boolean permits(boolean verify) {
    return verify || !strict;
  }

  /** The certificates in a PEM text; at least one. */
  static List<X509Certificate> certificates(byte[] pem) throws GeneralSecurityException {
    var found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))
            .stream()
            .map(X509Certificate.class::cast)
            .toList();
    if (found.isEmpty()) {
      throw new GeneralSecurityException("no certificate");
    }
    return found;
  }

  /** The client, trusting in this way, and saying who it is with these if it is asked. */
  OkHttpClient.Builder in(OkHttpClient.Builder client, KeyManager... own) {
    return client.sslSocketFactory(context(manager, own).getSocketFactory(), manager);
  }

  /** A context that trusts as this manager does. */
  static SSLContext context(X509TrustManager manager, KeyManager... own) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(own, new X509TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static X509TrustManager manager(Optional<KeyStore> store) {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store.orElse(null));
      return Stream.of(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }
}
