package dev.hookcast.http.console.dialects;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What receivers are written in. */
enum Language {
  PYTHON("Python"),
  NODE("JavaScript"),
  JAVA("Java"),
  GO("Go"),
  RUBY("Ruby"),
  PHP("PHP"),
  SHELL("Shell");

  private final String title;

  Language(String title) {
    this.title = title;
  }

  /** The one of this word; the first if there is none. */
  static Language of(Optional<String> word) {
    return Arrays.stream(values())
        .filter(each -> word.filter(each.word()::equals).isPresent())
        .findFirst()
        .orElse(PYTHON);
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** The word for it in addresses and in the names of files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
