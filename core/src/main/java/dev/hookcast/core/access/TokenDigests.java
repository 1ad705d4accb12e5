package dev.hookcast.core.access;

import dev.hookcast.core.Bytes;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * By what the secret part of a token's text is known again.
 *
 * @param current SHA-256 of the one that it has
 * @param retiring the one that it had before its rotation, if that is valid beside it for a while
 */
public record TokenDigests(Bytes current, Optional<Retiring> retiring) {
  private static final TokenDigests NONE = of(Bytes.EMPTY);

  /**
   * A former secret.
   *
   * @param digest its SHA-256
   * @param until the first moment at which it is no longer valid
   */
  public record Retiring(Bytes digest, Instant until) {}

  /** Those of a token that was never rotated. */
  public static TokenDigests of(Bytes current) {
    return new TokenDigests(current, Optional.empty());
  }

  /** Those of no token. */
  public static TokenDigests none() {
    return NONE;
  }

  /** True if a secret with this digest is valid now; takes as long if it isn't. */
  public boolean fit(Bytes digest, Instant now) {
    var former = retiringAt(now).map(Retiring::digest).orElse(Bytes.EMPTY);
    boolean isCurrent = MessageDigest.isEqual(digest.array(), current.array());
    boolean isFormer = MessageDigest.isEqual(digest.array(), former.array());
    return isCurrent || isFormer;
  }

  /** The former secret, as long as it is valid. */
  public Optional<Retiring> retiringAt(Instant now) {
    return retiring.filter(former -> now.isBefore(former.until()));
  }

  /** Those with a new secret, beside which the present one is valid until then. */
  public TokenDigests rotatedTo(Bytes next, Instant until) {
    return new TokenDigests(next, Optional.of(new Retiring(current, until)));
  }
}
