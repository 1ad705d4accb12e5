package dev.hookcast.http.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.console.subscriptions.Mark.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlackMessageTest {
  @Test
  void formattingBecomesPiecesAndEntitiesText() {
    assertThat(Mark.of("*Why* a &lt;b&gt; `x*y*` _so_ ~no~ 2*3*4"))
        .containsExactly(
            new Mark(Kind.BOLD, "Why", ""),
            new Mark(Kind.PLAIN, " a <b> ", ""),
            new Mark(Kind.CODE, "x*y*", ""),
            new Mark(Kind.PLAIN, " ", ""),
            new Mark(Kind.ITALIC, "so", ""),
            new Mark(Kind.PLAIN, " ", ""),
            new Mark(Kind.STRIKE, "no", ""),
            new Mark(Kind.PLAIN, " 2*3*4", ""));
  }

  @Test
  void onlyWebAddressesBecomeLinks() {
    assertThat(Mark.of("<https://a.test/?x=1&amp;y|Open `it`><javascript:alert(1)|click>"))
        .containsExactly(
            new Mark(Kind.LINK, "Open it", "https://a.test/?x=1&y"),
            new Mark(Kind.PLAIN, "click", ""));
    assertThat(Mark.of("<!date^1^{time}|2026>")).containsExactly(new Mark(Kind.PLAIN, "2026", ""));
  }

  @Test
  void aColourThatIsNoneIsGrey() {
    var message =
        SlackMessage.of(
                new JacksonJson()
                    .read(
                        Bytes.utf8(
                            """
                            {"blocks":[{"type":"header","text":{"type":"plain_text","text":"A &amp; B"}}],
                             "attachments":[{"color":"red;x","blocks":[{"type":"divider"}]}]}\
                            """)))
            .orElseThrow();

    assertThat(message.blocks()).isEqualTo(List.of(new SlackMessage.Block.Header("A & B")));
    assertThat(message.attachments().getFirst().colour()).isEqualTo("#8d8d8d");
  }

  @Test
  void anotherDocumentIsNoMessage() {
    assertThat(SlackMessage.of(new JacksonJson().read(Bytes.utf8("{\"type\":\"x\"}")))).isEmpty();
  }
}
