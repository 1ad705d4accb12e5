package dev.hookcast.core.filter;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.event.Named;
import java.util.Optional;
import java.util.stream.Stream;

/** By what a filter knows a project. */
public enum ProjectMatch {
  EITHER,
  NAME,
  ID;

  /** The one of this lower-case word; {@link #EITHER} has none, it is what is meant without one. */
  public static ProjectMatch of(String word) {
    return switch (word) {
      case "name" -> NAME;
      case "id" -> ID;
      default ->
          throw InvalidInput.of("", "filter_invalid", "Projects are matched by name or by id.");
    };
  }

  /** The word that stands for it in JSON. */
  public Optional<String> word() {
    return switch (this) {
      case EITHER -> Optional.empty();
      case NAME -> Optional.of("name");
      case ID -> Optional.of("id");
    };
  }

  Stream<String> words(Named project) {
    return switch (this) {
      case EITHER -> project.words();
      case NAME -> project.name().stream();
      case ID -> project.id().stream();
    };
  }

  /** What it compares, as a verdict calls it. */
  String called() {
    return word().map(by -> "project " + by).orElse("project");
  }
}
