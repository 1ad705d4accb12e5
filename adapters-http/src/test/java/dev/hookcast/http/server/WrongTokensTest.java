package dev.hookcast.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.spi.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongTokensTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-04-02T08:00:00Z"));
  private final WrongTokens tokens = new WrongTokens(3, clock);

  @Test
  void anAddressMayTrySoOftenInAMinute() {
    use("a", WrongTokens.MOST);
    assertThat(tokens.count("a")).contains(60L);
    clock.advance(Duration.ofMillis(58_500));
    assertThat(tokens.count("a")).contains(1L);
    clock.advance(Duration.ofMillis(1_499));
    assertThat(tokens.count("a")).contains(1L);
    clock.advance(Duration.ofMillis(1));
    use("a", WrongTokens.MOST);
    assertThat(tokens.count("a")).contains(60L);
  }

  @Test
  void eachAddressIsCountedForItself() {
    use("a", WrongTokens.MOST);
    use("b", WrongTokens.MOST);
    assertThat(tokens.count("a")).isPresent();
    assertThat(tokens.count("b")).isPresent();
  }

  @Test
  void aClockThatIsSetBackHoldsUpNobodyForLonger() {
    use("a", WrongTokens.MOST);
    clock.advance(Duration.ofHours(-2));
    use("a", WrongTokens.MOST);
    assertThat(tokens.count("a")).contains(60L);
  }

  @Test
  void whoBeganFirstIsForgottenWhenThereAreTooMany() {
    use("a", 1);
    clock.advance(Duration.ofMinutes(1));
    use("b", WrongTokens.MOST);
    use("a", WrongTokens.MOST); // anew, and later than b
    use("c", 1);
    assertThat(tokens.count("b")).isPresent();
    use("d", 1);
    assertThat(tokens.count("a")).isPresent();
    use("b", WrongTokens.MOST);
  }

  private void use(String address, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(tokens.count(address)).as("%s, %s", address, i).isEmpty();
    }
  }
}
