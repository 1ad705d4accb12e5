package dev.hookcast.core.dialect;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * Ed25519 (RFC 8032) from a seed. The JDK signs with a seed but doesn't tell its public key, so
 * that part is here.
 */
final class Ed25519 {
  static final int KEY = 32;

  private static final String NAME = "Ed25519";
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(P)).mod(P);
  private static final Point BASE =
      new Point(
          new BigInteger("216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a", 16),
          new BigInteger("6666666666666666666666666666666666666666666666666666666666666658", 16));

  private Ed25519() {}

  /** The signature over both parts, one behind the other. */
  static byte[] sign(byte[] seed, byte[] head, byte[] body) {
    try {
      var signer = Signature.getInstance(NAME);
      signer.initSign(
          KeyFactory.getInstance(NAME)
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
      signer.update(head);
      signer.update(body);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't sign", e);
    }
  }

  /**
   * The public key of a seed (section 5.1.5). Not in constant time: it is for making a key, once,
   * where nobody can measure it.
   */
  static byte[] publicKey(byte[] seed) {
    var scalar = Arrays.copyOf(sha512(seed), KEY);
    scalar[0] &= (byte) 0xf8;
    scalar[KEY - 1] &= 0x7f;
    scalar[KEY - 1] |= 0x40;
    return times(new BigInteger(1, reversed(scalar))).encoded();
  }

  /** The base point so many times; the highest bit of a scalar is always set. */
  private static Point times(BigInteger scalar) {
    var sum = BASE;
    for (int bit = scalar.bitLength() - 2; bit >= 0; bit--) {
      sum = sum.plus(sum);
      if (scalar.testBit(bit)) {
        sum = sum.plus(BASE);
      }
    }
    return sum;
  }

  private record Point(BigInteger x, BigInteger y) {
    Point plus(Point other) {
      var xy = x.multiply(other.y).mod(P);
      var yx = y.multiply(other.x).mod(P);
      var xx = x.multiply(other.x).mod(P);
      var yy = y.multiply(other.y).mod(P);
      var product = D.multiply(xx).mod(P).multiply(yy).mod(P);
      return new Point(
          xy.add(yx).multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
          yy.add(xx).multiply(BigInteger.ONE.subtract(product).modInverse(P)).mod(P));
    }

    /** y in 32 bytes, the lowest first, and in its free highest bit whether x is odd. */
    byte[] encoded() {
      var number = x.testBit(0) ? y.setBit(KEY * Byte.SIZE - 1) : y;
      var bytes = number.toByteArray();
      var encoded = new byte[KEY];
      for (int i = 0; i < Math.min(KEY, bytes.length); i++) {
        encoded[i] = bytes[bytes.length - 1 - i];
      }
      return encoded;
    }
  }

  private static byte[] reversed(byte[] bytes) {
    var reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  private static byte[] sha512(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
