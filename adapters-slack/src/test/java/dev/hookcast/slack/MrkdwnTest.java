package dev.hookcast.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MrkdwnTest {
  @ParameterizedTest
  @CsvSource({
    "salt & pepper,salt &amp; pepper",
    "<b>,&lt;b&gt;",
    "&gt;,&amp;gt;",
    "<!here> look,&lt;!here&gt; look",
    "<@U0LAN0Z89>,&lt;@U0LAN0Z89&gt;",
    "<https://evil.example|safe>,&lt;https://evil.example|safe&gt;",
    "naïve 東京 🛳,naïve 東京 🛳"
  })
  void whatSlackWouldReadAsMarkupIsEscaped(String text, String escaped) {
    assertThat(Mrkdwn.escaped(text, 100)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef,6,abcdef",
    "abcdef,5,abcd…",
    "ab&cd,9,ab&amp;cd",
    "ab&cd,8,ab&amp;…",
    "ab&cd,7,ab…",
    "🛳🛳🛳,6,🛳🛳🛳",
    "🛳🛳🛳,5,🛳🛳…",
    "🛳🛳🛳,4,🛳…"
  })
  void aLimitCountsWhatIsSentAndCutsNoCharacterOrEntity(String text, int max, String cut) {
    assertThat(Mrkdwn.escaped(text, max)).isEqualTo(cut);
  }

  @Test
  void aLogLosesItsBeginning() {
    assertThat(Mrkdwn.escapedEnd("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Mrkdwn.escapedEnd("abcdef", 4)).isEqualTo("…def");
    assertThat(Mrkdwn.escapedEnd("a&b", 6)).isEqualTo("…b");
    assertThat(Mrkdwn.escapedEnd("a&b", 7)).isEqualTo("a&amp;b");
    assertThat(Mrkdwn.escapedEnd("x🛳y", 3)).isEqualTo("…y");
  }

  @ParameterizedTest
  @CsvSource({
    "production,production",
    "feature/a.b,feature/a.b",
    "night_build_2,`night_build_2`",
    "*bold*,`*bold*`",
    "`tick`,`'tick'`",
    "~gone~,`~gone~`",
    "> quote,`&gt; quote`"
  })
  void aValueThatLooksLikeFormattingStandsInACodeSpan(String value, String shown) {
    assertThat(Mrkdwn.value(value, 100)).isEqualTo(shown);
  }

  @Test
  void aCodeBlockCanNotBeEndedFromInside() {
    var block = Mrkdwn.block("before ``` <!channel> ```` after", 100);

    assertThat(block).startsWith("```\n").endsWith("\n```");
    assertThat(block.substring(4, block.length() - 4))
        .doesNotContain("```")
        .contains("&lt;!channel&gt;");
  }

  @Test
  void whatDisturbsTheRestIsTakenOut() {
    assertThat(Mrkdwn.clean("\u001B[31mred\u001B[0m\r\nnext\u0007 \u202Eback\uD83D end"))
        .isEqualTo("red\nnext\uFFFD \uFFFDback\uFFFD end");
    assertThat(Mrkdwn.line(" a\n\tb  c ")).isEqualTo("a b c");
  }

  @Test
  void aLinkHoldsNoSignThatWouldEndIt() {
    assertThat(Mrkdwn.link("https://x.example/a|b?c=d|e&f=>", "a|b>c\nd", 60))
        .contains("<https://x.example/a%7Cb?c=d%7Ce&amp;f=%3E|a/b&gt;c d>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "ftp://x.example/",
        "https://user:pass@x.example/",
        "https://slack.com@evil.example/",
        "https://{default}/",
        "/relative",
        "",
        "https://"
      })
  void whatPeopleShouldNotFollowIsNoLink(String url) {
    assertThat(Mrkdwn.link(url, "Open", 60)).isEmpty();
  }

  @Test
  void aLinkThatIsTooLongIsLeftOut() {
    assertThat(Mrkdwn.link("https://x.example/" + "a".repeat(790), "Open", 60)).isEmpty();
  }
}
