package dev.hookcast.http.server;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Who has signed in at the console. A session stands for a token, which is looked at again with
 * every page, and ends half an hour after the last one, twelve hours after the first, or with this
 * process: it is kept in memory only, under the digest of what the browser has. Safe for any number
 * of threads.
 */
public final class Sessions {
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final int MOST = 10_000;
  private static final int RANDOM_BYTES = 32;

  // Browsers take a cookie of the first name only over TLS, and give it to nobody else.
  private static final String OVER_TLS = "__Host-hookcast";
  private static final String PLAIN = "hookcast";
  private static final String RULES = "; Path=/; HttpOnly; SameSite=Strict";

  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Map<Bytes, Open> open = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * No sessions yet.
   *
   * @param chance has to be unpredictable
   */
  public Sessions(InstantSource clock, RandomGenerator chance) {
    this.clock = clock;
    this.chance = chance;
  }

  private record Open(Secret token, Instant since, Instant seen) {
    boolean lasts(Instant now) {
      return now.isBefore(seen.plus(IDLE)) && now.isBefore(since.plus(LONGEST));
    }
  }

  /**
   * Opens a session for a token that is valid, and returns the cookie to set.
   *
   * @param overTls whether the browser reaches the console over TLS
   */
  public String begin(Secret token, boolean overTls) {
    var random = new byte[RANDOM_BYTES];
    chance.nextBytes(random);
    var reference = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    var now = clock.instant();
    synchronized (open) {
      forget(now);
      open.put(Bytes.utf8(reference).sha256(), new Open(token, now, now));
    }
    return overTls
        ? OVER_TLS + "=" + reference + RULES + "; Secure"
        : PLAIN + "=" + reference + RULES;
  }

  /** The token of whoever has this Cookie header, if there is one and its session lasts. */
  public Optional<Secret> token(Optional<String> cookies) {
    var now = clock.instant();
    synchronized (open) {
      return references(cookies).flatMap(key -> seen(key, now).stream()).findFirst();
    }
  }

  /** Ends the session of whoever has this Cookie header. */
  public void end(Optional<String> cookies) {
    synchronized (open) {
      references(cookies).forEach(open::remove);
    }
  }

  private Optional<Secret> seen(Bytes key, Instant now) {
    var found = Optional.ofNullable(open.get(key)).filter(session -> session.lasts(now));
    found.ifPresentOrElse(
        session -> open.put(key, new Open(session.token(), session.since(), now)),
        () -> open.remove(key));
    return found.map(Open::token);
  }

  /** Drops what has ended, and the longest unseen where there are too many. */
  private void forget(Instant now) {
    open.values().removeIf(session -> !session.lasts(now));
    for (Iterator<Bytes> eldest = open.keySet().iterator(); open.size() >= MOST; ) {
      eldest.next();
      eldest.remove();
    }
  }

  private static Stream<Bytes> references(Optional<String> cookies) {
    return cookies.stream()
        .flatMap(all -> Arrays.stream(all.split(";", -1)))
        .map(String::strip)
        .map(cookie -> cookie.split("=", 2))
        .filter(pair -> pair.length == 2 && (pair[0].equals(OVER_TLS) || pair[0].equals(PLAIN)))
        .map(pair -> Bytes.utf8(pair[1]).sha256());
  }
}
