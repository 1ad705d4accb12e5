package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.RetryPolicy;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
  private static final Optional<Instant> ASKED = Optional.of(Instant.ofEpochSecond(1_773_480_372));
  private static final Terms NARROW = new Terms(200, 209, false, RetryPolicy.STANDARD);

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 209, 210, 299})
  void anAnswerWithinTheRangeIsSuccess(int status) {
    assertThat(Terms.STANDARD.judge(status, Optional.empty()))
        .isEqualTo(new Outcome.Delivered("answered " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 300, 304, 308, 400, 404, 500, 599})
  void anyOtherAnswerIsTriedAgain(int status) {
    assertThat(Terms.STANDARD.judge(status, ASKED))
        .isEqualTo(new Outcome.Retry("the receiver answered " + status, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void onlySomeAnswersMayAskToWait(int status) {
    assertThat(Terms.STANDARD.judge(status, ASKED))
        .isEqualTo(new Outcome.Retry("the receiver answered " + status, ASKED));
  }

  @Test
  void goneStopsWhereTheTermsSaySo() {
    assertThat(Terms.STANDARD.judge(410, ASKED)).isInstanceOf(Outcome.Gone.class);
    assertThat(NARROW.judge(410, ASKED)).isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void bothEndsOfTheRangeBelongToIt() {
    assertThat(NARROW.judge(200, ASKED)).isInstanceOf(Outcome.Delivered.class);
    assertThat(NARROW.judge(209, ASKED)).isInstanceOf(Outcome.Delivered.class);
    assertThat(NARROW.judge(210, ASKED)).isInstanceOf(Outcome.Retry.class);
  }
}
