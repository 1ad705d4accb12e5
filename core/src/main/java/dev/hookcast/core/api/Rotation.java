package dev.hookcast.core.api;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Secret;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.subscription.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a subscription's signing secret is to be replaced.
 *
 * @param secret the new one; empty if one is to be made
 * @param overlap how long the former one signs beside it, from none to {@link #LONGEST}
 */
public record Rotation(Optional<Secret> secret, Duration overlap) {
  /** The overlap of a rotation that names none. */
  public static final Duration USUAL = Duration.ofHours(24);

  /** The longest overlap: a secret that may be known to others should end at some time. */
  public static final Duration LONGEST = Duration.ofDays(7);

  public Rotation {
    if (!possible(overlap)) {
      throw new IllegalStateException("an overlap of " + overlap);
    }
  }

  /** A secret that is made, with the usual overlap. */
  public static Rotation usual() {
    return new Rotation(Optional.empty(), USUAL);
  }

  /**
   * Reads a rotation; both members may be left out.
   *
   * @throws InvalidInput with every problem, unknown members included
   */
  public static Rotation read(JsonObject document) {
    var in = JsonReader.of(document);
    var secret = in.text("secret").map(Secret::new);
    if (secret.filter(s -> s.reveal().isEmpty() || s.reveal().equals(Secret.MASK)).isPresent()) {
      in.reject("secret", "secret_invalid", "Give the new secret itself, or leave it out.");
    }
    var overlap = overlap(in);
    in.refuseUnknown();
    in.end();
    return new Rotation(secret, overlap);
  }

  /**
   * Reads how long what is replaced stays valid, where nothing but that can be said.
   *
   * @throws InvalidInput with every problem, unknown members included
   */
  public static Duration readOverlap(JsonObject document) {
    var in = JsonReader.of(document);
    var overlap = overlap(in);
    in.refuseUnknown();
    in.end();
    return overlap;
  }

  private static Duration overlap(JsonReader in) {
    var overlap = in.duration("overlap").orElse(USUAL);
    if (!possible(overlap)) {
      in.reject("overlap", "overlap_invalid", "An overlap is PT0S to P7D.");
    }
    return overlap;
  }

  /**
   * The settings with the new secret; the former one is kept only if both can sign. Nothing if
   * these settings have a {@link #refusal}.
   */
  Optional<Settings> applied(Settings settings, Instant now, RandomGenerator chance) {
    if (refusal(settings).isPresent()) {
      return Optional.empty();
    }
    var dialect = settings.dialect();
    var secrets = settings.sink().secrets();
    var next = secret.or(() -> dialect.nextSecret(secrets.signing(), chance)).orElseThrow();
    var objection = dialect.objection(next);
    if (objection.isPresent()) {
      throw InvalidInput.of("/secret", "secret_invalid", objection.get());
    }
    var beside = dialect.signsWithBoth() ? overlap : Duration.ZERO;
    return Optional.of(settings.with(secrets.rotatedTo(next, now, beside)));
  }

  /** Why there is no secret to replace, as a sentence; empty if there can be one. */
  static Optional<String> refusal(Settings settings) {
    var sink = settings.sink();
    if (!sink.speaksDialect()) {
      return Optional.of("The sink " + sink.kind() + " signs nothing.");
    }
    // Asks only whether the dialect knows secrets: this one is never used.
    var dialect = settings.dialect();
    return dialect.nextSecret(Optional.empty(), () -> 0L).isPresent()
        ? Optional.empty()
        : Optional.of(
            "The dialect " + dialect.name() + " neither signs its requests nor sends a secret.");
  }

  private static boolean possible(Duration overlap) {
    return !overlap.isNegative() && overlap.compareTo(LONGEST) <= 0;
  }
}
