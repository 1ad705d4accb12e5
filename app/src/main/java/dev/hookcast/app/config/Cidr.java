package dev.hookcast.app.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** The form of an address range, such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
final class Cidr {
  private static final String PART = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  // Four decimal parts, or something with a colon: nothing that Java would look up as a name.
  private static final Pattern SHAPE =
      Pattern.compile(
          "(" + PART + "(?:\\." + PART + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/(0|[1-9]\\d{0,2})");

  private Cidr() {}

  /** The text itself if it is a range; throws {@link IllegalArgumentException} otherwise. */
  static String checked(String text) {
    var range = SHAPE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException("not a CIDR");
    }
    boolean six = range.group(1).indexOf(':') >= 0;
    if (Integer.parseInt(range.group(2)) > (six ? 128 : 32)) {
      throw new IllegalArgumentException("prefix too long");
    }
    try {
      InetAddress.getByName(six ? "[" + range.group(1) + "]" : range.group(1));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address", e);
    }
    return text;
  }
}
