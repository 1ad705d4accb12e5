package dev.hookcast.http.console.events;

import dev.hookcast.core.event.Environment;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What pages say of events. */
final class EventWords {
  private EventWords() {}

  static String sign(EventStatus status) {
    return switch (status) {
      case STARTED -> "";
      case SUCCEEDED -> "good";
      case FAILED -> "bad";
      case CANCELLED -> "off";
    };
  }

  static String name(EventStatus status) {
    return switch (status) {
      case STARTED -> "Started";
      case SUCCEEDED -> "Succeeded";
      case FAILED -> "Failed";
      case CANCELLED -> "Cancelled";
    };
  }

  /** Where it happened: project / environment / application, as far as they are known. */
  static String place(Scope scope) {
    return Stream.of(
            scope.project().flatMap(Named::label),
            scope.environment().flatMap(Environment::label),
            scope.application().flatMap(Named::label))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" / "));
  }
}
