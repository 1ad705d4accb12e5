package dev.hookcast.storage;

import dev.hookcast.core.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code postgresql://user:password@host:port/database?option=value}. */
final class PostgresUrl {
  // Several hosts with commas between them are one service: the driver takes the first that
  // answers.
  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://([^:@/?#]+)(?::([^@/?#]*))?@([^@/?#\\s]+)/([^/?#]+)(?:\\?([^#]*))?");

  private PostgresUrl() {}

  static Postgres read(String url) {
    var parts = FORM.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "this has to be postgresql://USER:PASSWORD@HOST:PORT/DATABASE; what isn't a letter or a"
              + " digit in a name or password is percent-encoded.");
    }
    var password = Optional.ofNullable(parts.group(2)).map(PostgresUrl::decoded).orElse("");
    return new Postgres(
        parts.group(3),
        decoded(parts.group(4)),
        decoded(parts.group(1)),
        new Secret(password),
        options(Optional.ofNullable(parts.group(5)).orElse("")));
  }

  private static Map<String, String> options(String query) {
    var options = new LinkedHashMap<String, String>();
    for (var option : query.split("&", -1)) {
      int at = option.indexOf('=');
      var name = at < 0 ? option : option.substring(0, at);
      if (name.isEmpty()) {
        continue;
      }
      if (!Postgres.OPTIONS.contains(name)) {
        // The name isn't told: a password without its escapes may have been cut to pieces.
        throw new IllegalArgumentException(
            "it has an option that isn't one of "
                + String.join(", ", new TreeSet<>(Postgres.OPTIONS))
                + ".");
      }
      options.put(name, decoded(option.substring(at + 1)));
    }
    return options;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
