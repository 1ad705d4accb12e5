package dev.hookcast.http.sink;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The host of a URL, if it isn't an address: lower case, without the dot at its end. Underscores
 * are in order: the DNS has them.
 */
record HostName(String text) {
  private static final String LABEL = "(?!xn--(?:\\.|$))[a-z0-9_-]{1,63}";
  private static final Pattern LABELS = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final int MAX_LENGTH = 253;
  private static final List<String> LOOPBACK =
      List.of("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback");
  private static final List<String> INTERNAL = List.of(".local", ".internal", ".home.arpa");
  private static final List<String> METADATA =
      List.of("metadata.google.internal", "metadata.amazonaws.com", "metadata.azure.internal");

  /** The name, if its form is that of a name. */
  static Optional<HostName> of(String text) {
    return text.length() <= MAX_LENGTH && LABELS.matcher(text).matches()
        ? Optional.of(new HostName(text))
        : Optional.empty();
  }

  /** True if some resolver may take it for an address: its last label is a number. */
  static boolean looksLikeAnAddress(String text) {
    var last = text.substring(text.lastIndexOf('.') + 1);
    return NUMERIC.matcher(last).matches()
        || Stream.of(text.split("\\.", -1)).allMatch(part -> NUMERIC.matcher(part).matches());
  }

  /** True if it means this machine. */
  boolean loopback() {
    return LOOPBACK.contains(text) || text.endsWith(".localhost");
  }

  /** True if it is known only inside some network. */
  boolean internal() {
    return text.indexOf('.') < 0 || INTERNAL.stream().anyMatch(text::endsWith);
  }

  /** True if it is where a cloud tells its machines their secrets. */
  boolean metadata() {
    return METADATA.contains(text);
  }
}
