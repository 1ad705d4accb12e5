package dev.hookcast.http.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The types of body that calls may bring. */
public enum Media {
  JSON("application/json"),
  MERGE_PATCH("application/merge-patch+json"),
  CLOUDEVENT("application/cloudevents+json"),
  CLOUDEVENTS("application/cloudevents-batch+json"),
  FORM("application/x-www-form-urlencoded");

  private final String type;

  Media(String type) {
    this.type = type;
  }

  /** The one that a {@code Content-Type} names, unless it names a charset other than UTF-8. */
  static Optional<Media> of(String contentType) {
    var parts = contentType.split(";", -1);
    var type = parts[0].strip().toLowerCase(Locale.ROOT);
    boolean utf8 = Arrays.stream(parts).skip(1).allMatch(Media::harmless);
    return utf8
        ? Arrays.stream(values()).filter(media -> media.type.equals(type)).findFirst()
        : Optional.empty();
  }

  static String names(Set<Media> accepted) {
    return accepted.stream().sorted().map(media -> media.type).collect(Collectors.joining(", "));
  }

  private static boolean harmless(String parameter) {
    var text = parameter.strip().toLowerCase(Locale.ROOT);
    return !text.startsWith("charset")
        || text.equals("charset=utf-8")
        || text.equals("charset=\"utf-8\"");
  }
}
