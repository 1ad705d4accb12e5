package dev.hookcast.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Problem;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.SinkChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackOptionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.slack.com/services/T0/B0/abcDEF123",
        "https://hooks.slack.com:443/services/T0/B0/abcDEF123",
        "HTTPS://Hooks.Slack.com/services/T0/B0/abc-DEF_123"
      })
  void whatSlackGivesOutIsFine(String url) {
    assertThat(problems(url)).isEmpty();
  }

  @Test
  void theDestinationIsSlacksHostAndHoldsNothingOfTheRest() {
    var sent = new SlackUrl("HTTPS://Hooks.Slack.com/services/T0/B0/abc-DEF_123");
    assertThat(sent.destination()).contains("hooks.slack.com:443");
    assertThat(new SlackUrl("http://[::1]:8081/x").destination()).contains("[::1]:8081");
    assertThat(new SlackUrl("not a url").destination()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.slack.com/services/T0/B0/abcDEF123",
        "https://hooks.slack.com.evil.com/services/T0/B0/abcDEF123",
        "https://hooks.slack.com@evil.com/services/T0/B0/abcDEF123",
        "https://user:pass@hooks.slack.com/services/T0/B0/abcDEF123",
        "https://evil.com/services/T0/B0/abcDEF123",
        "https://evil.com/#https://hooks.slack.com/services/T0/B0/abcDEF123",
        "https://hooks.slack.com:8443/services/T0/B0/abcDEF123",
        "https://hooks.slack.com./services/T0/B0/abcDEF123",
        "https://hooks.slack.com\\@evil.com/services/T0/B0/abcDEF123",
        "https://hooks.slack.com/services/",
        "https://hooks.slack.com/services/T0/B0",
        "https://hooks.slack.com/services/T0/B0/",
        "https://hooks.slack.com/services/T0/../B0/abcDEF123",
        "https://hooks.slack.com/services/T0/B0/abcDEF123/",
        "https://hooks.slack.com/services/T0/B0/abcDEF123?x=y",
        "https://hooks.slack.com/services/T0/B0/abcDEF123\n",
        " https://hooks.slack.com/services/T0/B0/abcDEF123",
        "https://hooks.slack.com/workflows/T0/B0/abcDEF123",
        "https://hooks.slack.com/",
        "hooks.slack.com/services/T0/B0/abcDEF123",
        "ftp://hooks.slack.com/services/T0/B0/abcDEF123",
        "",
        "not a url"
      })
  void anythingElseIsNamedAtTheUrl(String url) {
    assertThat(problems(url))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/url");
              assertThat(problem.code()).isEqualTo("slack_url_invalid");
              assertThat(problem.detail()).doesNotContain("abcDEF123");
            });
  }

  @Test
  void aUrlThatTheOperatorOpenedIsFine() {
    var egress = new Egress("http://10.1.2.3:8080/chat"::equals, failure -> false);

    assertThat(SlackOptions.problems(Sending.to("http://10.1.2.3:8080/chat"), egress)).isEmpty();
    assertThat(SlackOptions.problems(Sending.to("http://10.1.2.4:8080/chat"), egress))
        .extracting(Problem::code)
        .containsExactly("slack_url_invalid");
  }

  @Test
  void subscriptionsKeepToSlacksPaceUnlessTheySayOtherwise() {
    assertThat(SlackOptions.SPEC.usual().limits().perSecond()).contains(1.0);
    assertThat(SlackOptions.SPEC.usual().retry()).contains(RetryPolicy.STANDARD);
  }

  @Test
  void withoutAUrlNothingCanBeSent() {
    var nothing = new SinkChoice("slack", false, JsonObject.EMPTY, Secrets.NONE);

    assertThat(SlackOptions.problems(nothing, Egress.SLACK_ONLY))
        .containsExactly(new Problem("/url", "required", "A Slack subscription needs a URL."));
  }

  @Test
  void anUnknownOptionIsNamed() {
    var url = Sending.to("https://hooks.slack.com/services/T0/B0/abcDEF123");
    var more = JsonObject.writing().put("channel", "#general").done();

    assertThat(
            SlackOptions.problems(
                new SinkChoice("slack", false, more, url.secrets()), Egress.SLACK_ONLY))
        .extracting(Problem::pointer)
        .containsExactly("/channel");
  }

  @Test
  void aUrlIsShownWithoutItsToken() {
    assertThat(new SlackUrl("https://hooks.slack.com/services/T0/B0/abcDEF123"))
        .hasToString("https://hooks.slack.com/services/T0/B0/***");
    assertThat(new SlackUrl("http://10.1.2.3:8080/chat/secret?key=1"))
        .hasToString("http://10.1.2.3:8080/***");
    assertThat(new SlackUrl("http://a:secret@10.1.2.3/")).hasToString("***");
  }

  @Test
  void whatIsSecretOfAUrlIsTakenOutOfOtherText() {
    var own = new SlackUrl("https://hooks.slack.com/services/T0AAAAAAA/B0/abcDEF123");
    var other = new SlackUrl("http://10.1.2.3:8080/services/chat-4711-x?key=open-sesame");

    assertThat(own.removedFrom("T0AAAAAAA said abcDEF123 of " + own.text()))
        .isEqualTo("T0AAAAAAA said *** of ***");
    assertThat(other.removedFrom("services: chat-4711-x, key=open-sesame, " + other.text()))
        .isEqualTo("services: ***, ***, ***");
  }

  private static List<Problem> problems(String url) {
    return SlackOptions.problems(Sending.to(url), Egress.SLACK_ONLY);
  }
}
