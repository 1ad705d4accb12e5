package dev.hookcast.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.delivery.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackAnswersTest {
  @ParameterizedTest
  @CsvSource({
    "404,no_service",
    "404,no_service_id",
    "404,no_team",
    "403,team_disabled",
    "403,no_active_hooks",
    "410,channel_is_archived",
    "404,channel_is_archived",
    "410,whatever",
    "200,no_service"
  })
  void whatIsNoMoreIsGone(int status, String body) {
    assertThat(judge(status, body)).isInstanceOf(Outcome.Gone.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400,invalid_payload",
    "400,no_text",
    "400,invalid_blocks",
    "400,user_not_found",
    "403,action_prohibited",
    "403,invalid_token",
    "404,channel_not_found",
    "413,",
    "302,"
  })
  void whatSlackWillNeverTakeIsRefused(int status, String body) {
    assertThat(judge(status, body == null ? "" : body)).isInstanceOf(Outcome.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({"500,rollup_error", "502,", "503,", "599,", "408,", "429,"})
  void whatMayPassIsTriedAgainWhenItAsksFor(int status, String body) {
    var at = Instant.parse("2026-03-04T05:07:00Z");

    assertThat(SlackAnswers.judge(status, body == null ? "" : body, Optional.of(at)))
        .isInstanceOfSatisfying(
            Outcome.Retry.class, retry -> assertThat(retry.notBefore()).contains(at));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OK", "okay", "{\"ok\":true}", "", "not ok"})
  void onlyOkIsOk(String body) {
    assertThat(judge(200, body)).isInstanceOf(Outcome.Retry.class);
    assertThat(judge(200, "ok")).isInstanceOf(Outcome.Delivered.class);
    assertThat(judge(201, "ok")).isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void aBodyIsRepeatedOnlyIfItIsOneOfSlacksWords() {
    assertThat(judge(400, "<b>invalid</b> https://hooks.slack.com/services/x").toString())
        .doesNotContain("invalid");
    assertThat(judge(400, "invalid_payload").toString()).contains("invalid_payload");
  }

  private static Outcome judge(int status, String body) {
    return SlackAnswers.judge(status, body, Optional.empty());
  }
}
