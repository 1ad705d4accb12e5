package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.event.Environment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.Source;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Texts in the form in which SQL can compare them exactly. */
final class Words {
  private static final String SEPARATOR = "\n";

  private Words() {}

  /** Everything that the event's environments are called by, each between two separators. */
  static Optional<String> environments(Event event) {
    var words =
        event.scope().environments().stream()
            .flatMap(Environment::words)
            .distinct()
            .map(Words::escaped)
            .collect(Collectors.joining(SEPARATOR));
    return words.isEmpty() ? Optional.empty() : Optional.of(SEPARATOR + words + SEPARATOR);
  }

  /** One word as it stands among those of {@link #environments}. */
  static String separated(String word) {
    return SEPARATOR + escaped(word) + SEPARATOR;
  }

  /** What stands for an idempotency key: the same only for the same key of the same dialect. */
  static Optional<Bytes> key(Source source) {
    return source.idempotencyKey().map(key -> sha256(source.dialect() + ":" + key));
  }

  private static Bytes sha256(String text) {
    try {
      // The bare UTF-16: a charset would write every unpaired surrogate as the same question mark.
      var bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
      bytes.asCharBuffer().put(text);
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String escaped(String word) {
    return word.replace("\\", "\\\\").replace("\n", "\\n").replace("\u0000", "\\0");
  }
}
