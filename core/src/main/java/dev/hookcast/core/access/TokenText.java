package dev.hookcast.core.access;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A token as its holder has it: {@code hkc_}, the token's number as 12 hexadecimal digits, {@code
 * _}, and 48 characters of URL-safe base64 over 32 secret bytes and 4 of checksum. Secret scanners
 * find it by its beginning, and a typing error shows without a look into any store. Its text form
 * shows none of it.
 *
 * @param number which token it says it is
 * @param secret 256 random bits
 */
public record TokenText(long number, Secret secret) {
  private static final String PREFIX = "hkc_";
  private static final Pattern SHAPE = Pattern.compile("hkc_([0-9a-f]{12})_([A-Za-z0-9_-]{48})");
  private static final int SECRET_BYTES = 32;
  private static final int MAX_BITS = 48;

  public TokenText {
    if (number < 0 || number >>> MAX_BITS != 0) {
      throw new IllegalStateException("no token can carry the number " + number);
    }
  }

  /**
   * A new one.
   *
   * @param chance has to be unpredictable
   */
  public static TokenText fresh(long number, RandomGenerator chance) {
    var bytes = new byte[SECRET_BYTES];
    chance.nextBytes(bytes);
    return new TokenText(number, new Secret(encoded(bytes)));
  }

  /** What was written, if it is complete and without a typing error. */
  public static Optional<TokenText> parse(String text) {
    var parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var bytes = Base64.getUrlDecoder().decode(parts.group(2));
    var secret = Arrays.copyOf(bytes, SECRET_BYTES);
    int checksum = ByteBuffer.wrap(bytes).getInt(SECRET_BYTES);
    return checksum == checksum(parts.group(1), secret)
        ? Optional.of(
            new TokenText(Long.parseLong(parts.group(1), 16), new Secret(encoded(secret))))
        : Optional.empty();
  }

  /** The whole of it, as its holder sends it. */
  public Secret written() {
    var lookup = "%012x".formatted(number);
    var bytes = decoded();
    var whole = ByteBuffer.allocate(bytes.length + Integer.BYTES).put(bytes);
    whole.putInt(checksum(lookup, bytes));
    return new Secret(PREFIX + lookup + "_" + encoded(whole.array()));
  }

  /** The SHA-256 of the secret: fast, since nobody guesses 256 random bits. */
  public Bytes digest() {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(decoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private byte[] decoded() {
    return Base64.getUrlDecoder().decode(secret.reveal());
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static int checksum(String lookup, byte[] secret) {
    var crc = new CRC32();
    crc.update(lookup.getBytes(StandardCharsets.US_ASCII));
    crc.update(secret);
    return (int) crc.getValue();
  }
}
