package dev.hookcast.app.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The query of a URL; what isn't given is left out. */
public record Query(Map<String, String> parameters) {
  public static final Query NONE = new Query(Map.of());

  /** The same with this parameter, if it is given. */
  public Query with(String name, Optional<String> value) {
    var changed = new LinkedHashMap<>(parameters);
    value.ifPresent(v -> changed.put(name, v));
    return new Query(changed);
  }

  /** Its text with the question mark; empty if there are no parameters. */
  public String text() {
    return parameters.isEmpty() ? "" : "?" + form();
  }

  /** The same as the body of a form. */
  public String form() {
    return parameters.entrySet().stream()
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
