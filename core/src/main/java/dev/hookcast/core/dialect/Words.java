package dev.hookcast.core.dialect;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads the words of vocabularies, those in which anything may be said and closed ones. */
final class Words {
  private Words() {}

  /**
   * The event type that comes nearest to a platform's dotted word: in lower case, other signs as
   * hyphens, a word without any dot as {@code event.word}.
   */
  static EventType type(String word) {
    var segments = notEmpty(word).toLowerCase(Locale.ROOT).split("\\.", -1);
    var type = Arrays.stream(segments).map(Words::segment).collect(Collectors.joining("."));
    return new EventType(segments.length == 1 ? "event." + type : type);
  }

  /** The word itself, which has to be one of these. */
  static String among(List<String> words, String word) {
    if (!words.contains(word)) {
      throw InvalidInput.of(
          "", "unknown_event", "The events are " + String.join(", ", words) + ".");
    }
    return word;
  }

  static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw InvalidInput.of("", "required", "This can't be empty.");
    }
    return text;
  }

  private static String segment(String text) {
    return text.isEmpty() ? "-" : text.replaceAll("[^a-z0-9_-]", "-");
  }
}
