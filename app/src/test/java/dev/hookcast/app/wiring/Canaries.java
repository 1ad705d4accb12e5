package dev.hookcast.app.wiring;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Secrets that nobody could come by otherwise, and everything that they might look like wherever
 * they shouldn't be.
 */
final class Canaries {
  private static final int END = 12;

  private final Map<String, List<String>> forms = new LinkedHashMap<>();
  private final SecureRandom chance = new SecureRandom();

  /** A fresh one: 40 letters and digits. */
  String plant(String slot) {
    var letters = new StringBuilder("Zq");
    while (letters.length() < 40) {
      letters.append(Character.forDigit(chance.nextInt(36), 36));
    }
    return planted(slot, letters.toString());
  }

  /** The base64 form of random bytes; the bytes themselves are planted too. */
  String plantBytes(String slot) {
    var bytes = new byte[32];
    chance.nextBytes(bytes);
    known(slot + " as bytes", bytes);
    return planted(slot, Base64.getEncoder().encodeToString(bytes));
  }

  /** From now on this is one, too. */
  String planted(String slot, String secret) {
    known(slot, secret.getBytes(StandardCharsets.UTF_8));
    var all = forms.get(slot);
    all.add(secret);
    all.add(secret.toUpperCase(Locale.ROOT));
    all.add(secret.toLowerCase(Locale.ROOT));
    all.add(secret.substring(0, END));
    all.add(secret.substring(secret.length() - END));
    all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    all.add(secret.chars().mapToObj(c -> "%" + hex(c)).collect(Collectors.joining()));
    all.add(secret.chars().mapToObj(c -> "\\u00" + hex(c)).collect(Collectors.joining()));
    all.add(secret.replace("/", "\\/"));
    return secret;
  }

  /** The slots whose secrets are in there, in whatever form. */
  Set<String> in(byte[] output) {
    var text = new String(output, StandardCharsets.ISO_8859_1);
    var found = new LinkedHashSet<String>();
    forms.forEach(
        (slot, all) -> {
          if (all.stream().anyMatch(text::contains)) {
            found.add(slot);
          }
        });
    return found;
  }

  private void known(String slot, byte[] secret) {
    var all = forms.computeIfAbsent(slot, s -> new ArrayList<>());
    all.add(new String(secret, StandardCharsets.ISO_8859_1));
    all.add(HexFormat.of().formatHex(secret));
    all.add(HexFormat.of().withUpperCase().formatHex(secret));
    for (int before = 0; before < 3; before++) {
      all.add(base64(Base64.getEncoder(), secret, before));
      all.add(base64(Base64.getUrlEncoder(), secret, before));
    }
  }

  /** What is the same of a base64 text wherever the secret stands in what was encoded. */
  private static String base64(Base64.Encoder encoder, byte[] secret, int before) {
    var moved = new byte[before + secret.length];
    System.arraycopy(secret, 0, moved, before, secret.length);
    int whole = moved.length / 3 * 4;
    return encoder.withoutPadding().encodeToString(moved).substring(before == 0 ? 0 : 4, whole);
  }

  private static String hex(int character) {
    return HexFormat.of().toHexDigits((byte) character);
  }
}
