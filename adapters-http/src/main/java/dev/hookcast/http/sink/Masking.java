package dev.hookcast.http.sink;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.SinkChoice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes one subscription's secrets out of what is recorded: by the names of headers, and wherever
 * their values turn up, as in an answer that echoes its request.
 */
final class Masking {
  private static final Set<String> SECRET_NAMES =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "set-cookie2",
          "x-api-key",
          "api-key");
  private static final List<String> SECRET_ENDS = List.of("-token", "-secret", "-password");
  private static final int SHORTEST_SEARCHED = 8; // a shorter one is found in innocent text

  private final Set<String> names;
  private final List<String> values;

  /** For a subscription with this choice, of whose secrets {@code headers} are sent by name. */
  Masking(SinkChoice choice) {
    var secrets = choice.secrets();
    names =
        secrets.under(WebhookOptions.HEADERS).keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    var signing = Stream.of(secrets.signing(), secrets.retiring().map(Secrets.Retiring::secret));
    // What is sent of a password looks like nothing that stands in the secrets.
    var sent = WebhookOptions.credentials(choice).map(Credentials::encoded);
    values =
        Stream.of(
                signing.flatMap(secret -> secret.stream()),
                secrets.others().values().stream(),
                sent.stream())
            .flatMap(all -> all)
            .map(Secret::reveal)
            .filter(value -> !value.isEmpty())
            .toList();
  }

  /** The header as it may be recorded. */
  Header masked(String name, String value) {
    var known = name.toLowerCase(Locale.ROOT);
    boolean secret = names.contains(known) || isSecret(known) || shows(value);
    return new Header(name, secret ? Secret.MASK : value);
  }

  /** The body as it may be recorded. */
  Bytes masked(byte[] body) {
    if (body.length == 0 || values.isEmpty()) {
      return Bytes.of(body);
    }
    // Latin-1 keeps every byte as it is.
    var text = new String(body, StandardCharsets.ISO_8859_1);
    var masked = text;
    for (var value : values) {
      if (searched(value)) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        masked = masked.replace(new String(bytes, StandardCharsets.ISO_8859_1), Secret.MASK);
      }
    }
    return Bytes.of(masked.equals(text) ? body : masked.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static boolean isSecret(String name) {
    if (SECRET_NAMES.contains(name) || name.startsWith("qovery-")) {
      return true;
    }
    for (var end : SECRET_ENDS) {
      if (name.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  private boolean shows(String value) {
    for (var secret : values) {
      if (secret.equals(value) || (searched(secret) && value.contains(secret))) {
        return true;
      }
    }
    return false;
  }

  private static boolean searched(String value) {
    return value.length() >= SHORTEST_SEARCHED;
  }
}
