package dev.hookcast.http.server;

import dev.hookcast.core.Secret;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.audit.Author;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.Optional;

/** The one token that may do everything in every organization; only its digest is kept. */
public final class AdminToken implements Authenticator {
  private static final Caller ADMIN =
      new Caller(Optional.empty(), EnumSet.allOf(TokenScope.class), Author.ADMIN);

  private final byte[] digest;

  public AdminToken(Secret token) {
    this.digest = digest(token.reveal());
  }

  @Override
  public Optional<Caller> authenticate(String token, String address) {
    return MessageDigest.isEqual(digest, digest(token)) ? Optional.of(ADMIN) : Optional.empty();
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
