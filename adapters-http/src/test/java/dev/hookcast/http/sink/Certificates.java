package dev.hookcast.http.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of its own and what it has signed, made by the JDK's keytool in a folder. */
final class Certificates {
  private static final String PASSWORD = "changeit";

  private final Path file;
  private final KeyStore store;

  private Certificates(Path file, KeyStore store) {
    this.file = file;
    this.store = store;
  }

  /** An authority, a server {@code 127.0.0.1}, one of another name, and two clients. */
  static Certificates in(Path folder) {
    var file = folder.resolve("certificates.p12");
    keytool(file, "authority", "-dname", "CN=An authority", "-ext", "bc:c");
    signed(file, "server", "-dname", "CN=server", "-ext", "san=ip:127.0.0.1");
    signed(file, "elsewhere", "-dname", "CN=elsewhere", "-ext", "san=dns:elsewhere.test");
    signed(file, "heron", "-dname", "CN=heron");
    signed(file, "egret", "-dname", "CN=egret");
    try (InputStream in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return new Certificates(file, store);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate in PEM. */
  String certificate(String alias) {
    try {
      return pem("CERTIFICATE", store.getCertificate(alias).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The private key, PKCS #8 in PEM. */
  String key(String alias) {
    try {
      return pem("PRIVATE KEY", store.getKey(alias, PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a server needs that shows this certificate and trusts the authority. */
  SSLContext serving(String alias) {
    try {
      var own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry(
          alias,
          store.getKey(alias, PASSWORD.toCharArray()),
          PASSWORD.toCharArray(),
          store.getCertificateChain(alias));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, PASSWORD.toCharArray());
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", store.getCertificate("authority"));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private static String pem(String kind, byte[] content) {
    var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, base64.encodeToString(content), kind);
  }

  private static void signed(Path file, String alias, String... more) {
    var all = new ArrayList<>(List.of("-signer", "authority"));
    all.addAll(List.of(more));
    keytool(file, alias, all.toArray(String[]::new));
  }

  private static void keytool(Path file, String alias, String... more) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
    command.addAll(List.of(more));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
