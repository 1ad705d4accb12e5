package dev.hookcast.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Secret;
import dev.hookcast.core.spi.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Secret TOKEN = new Secret("hookcast_of-somebody");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T09:00:00Z"));
  private final Sessions sessions = new Sessions(clock, new Random(3));

  @Test
  void whoeverHasTheCookieHasTheTokenOfTheSession() {
    var cookie = cookie(sessions.begin(TOKEN, false));

    assertThat(sessions.token(cookie)).contains(TOKEN);
    assertThat(sessions.token(cookie.map(c -> "theme=dark; " + c + "; x"))).contains(TOKEN);
    assertThat(sessions.token(cookie.map(c -> c + "x"))).isEmpty();
    assertThat(sessions.token(cookie.map(c -> "other" + c))).isEmpty();
    assertThat(sessions.token(Optional.of("hookcast=; =;;"))).isEmpty();
    assertThat(sessions.token(Optional.empty())).isEmpty();
  }

  @Test
  void noTwoSessionsAreAlikeAndNoneTellsOfItsToken() {
    var all = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      all.add(sessions.begin(TOKEN, false));
    }

    assertThat(all).hasSize(1_000).noneMatch(cookie -> cookie.contains(TOKEN.reveal()));
  }

  @Test
  void overTlsTheCookieIsGivenToNobodyElse() {
    assertThat(sessions.begin(TOKEN, true))
        .startsWith("__Host-hookcast=")
        .contains("; Path=/;", "HttpOnly", "SameSite=Strict", "Secure")
        .doesNotContain("Domain");
    assertThat(sessions.begin(TOKEN, false))
        .contains("HttpOnly", "SameSite=Strict")
        .doesNotContain("Secure", "__Host-");
    assertThat(sessions.token(cookie(sessions.begin(TOKEN, true)))).contains(TOKEN);
  }

  @Test
  void aSessionEndsHalfAnHourAfterTheLastPage() {
    var cookie = cookie(sessions.begin(TOKEN, false));
    clock.advance(Duration.ofMinutes(29));
    assertThat(sessions.token(cookie)).contains(TOKEN);
    clock.advance(Duration.ofMinutes(29));
    assertThat(sessions.token(cookie)).contains(TOKEN);
    clock.advance(Duration.ofMinutes(30));
    assertThat(sessions.token(cookie)).isEmpty();
    clock.advance(Duration.ofMinutes(-20));
    assertThat(sessions.token(cookie)).as("once it has ended").isEmpty();
  }

  @Test
  void aSessionEndsAfterTwelveHoursHoweverBusyItIs() {
    var cookie = cookie(sessions.begin(TOKEN, false));
    for (int i = 0; i < 12 * 3 - 1; i++) {
      clock.advance(Duration.ofMinutes(20));
      assertThat(sessions.token(cookie)).contains(TOKEN);
    }
    clock.advance(Duration.ofMinutes(20));
    assertThat(sessions.token(cookie)).isEmpty();
  }

  @Test
  void whatWasSignedOutCannotBeUsedAgain() {
    var one = cookie(sessions.begin(TOKEN, false));
    var other = cookie(sessions.begin(TOKEN, false));
    sessions.end(one);

    assertThat(sessions.token(one)).isEmpty();
    assertThat(sessions.token(other)).contains(TOKEN);
  }

  @Test
  void thereAreNeverMoreThanSoMany() {
    var first = cookie(sessions.begin(TOKEN, false));
    var used = cookie(sessions.begin(TOKEN, false));
    for (int i = 0; i < 9_998; i++) {
      sessions.begin(TOKEN, false);
    }
    assertThat(sessions.token(used)).contains(TOKEN);
    sessions.begin(TOKEN, false);

    assertThat(sessions.token(first)).as("the longest unseen").isEmpty();
    assertThat(sessions.token(used)).contains(TOKEN);
  }

  private static Optional<String> cookie(String set) {
    return Optional.of(set.split(";", 2)[0]);
  }
}
