package dev.hookcast.slack;

import com.slack.api.model.Attachment;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.webhook.Payload;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.slack.Message.Context;
import dev.hookcast.slack.Message.Fact;
import dev.hookcast.slack.Message.Link;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message in Slack's form: the headline as a header, the rest beside a bar in the status's
 * colour. The parts' limits add up to less than the 12,000 characters that one message may hold.
 */
final class BlockKit {
  private static final int MAX_FALLBACK = 1_000;
  private static final int MAX_FACT = 300;
  private static final int MAX_LABEL = 60;
  private static final int MAX_SAID = 2_000;
  private static final int MAX_LOG = 2_900; // a section's text has at most 3,000
  private static final int MAX_LINES = 20;
  private static final int MAX_PLACE = 150;
  private static final long LAST_SECOND = 253_402_300_799L; // of the year 9999
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private BlockKit() {}

  static Payload payload(Message message) {
    var headline = mark(message.status()) + " " + message.headline();
    return Payload.builder()
        .text(fallback(headline, message))
        .blocks(List.of(header(headline)))
        .attachments(
            List.of(
                Attachment.builder()
                    .color(colour(message.status()))
                    .fallback(Mrkdwn.escaped(headline, Headline.MAX))
                    .blocks(details(message))
                    .build()))
        // Nobody wants a preview of the live site under each deploy.
        .unfurlLinks(false)
        .unfurlMedia(false)
        .build();
  }

  /** In the order of what readers ask: why, what, and then where to look. */
  private static List<LayoutBlock> details(Message message) {
    boolean failed = message.status() == EventStatus.FAILED;
    var blocks = new ArrayList<LayoutBlock>();
    message.said().map(said -> failed ? reason(said) : remark(said)).ifPresent(blocks::add);
    if (!message.facts().isEmpty()) {
      blocks.add(SectionBlock.builder().fields(fields(message.facts())).build());
    }
    message.log().filter(log -> failed).map(BlockKit::excerpt).ifPresent(blocks::add);
    links(message.links()).map(BlockKit::section).ifPresent(blocks::add);
    blocks.add(context(message.context()));
    return blocks;
  }

  private static HeaderBlock header(String headline) {
    return HeaderBlock.builder().text(plain(headline, Headline.MAX)).build();
  }

  private static SectionBlock section(String markdown) {
    return SectionBlock.builder().text(markdown(markdown)).build();
  }

  private static SectionBlock reason(String said) {
    return section(Mrkdwn.block(said, MAX_SAID));
  }

  private static SectionBlock excerpt(String log) {
    return section(Mrkdwn.blockOfEnd(lastLines(log), MAX_LOG));
  }

  private static SectionBlock remark(String said) {
    return SectionBlock.builder().text(plain(Mrkdwn.clean(said).strip(), MAX_SAID)).build();
  }

  private static List<TextObject> fields(List<Fact> facts) {
    return facts.stream()
        .<TextObject>map(
            fact -> markdown("*" + fact.label() + "*\n" + Mrkdwn.value(fact.value(), MAX_FACT)))
        .toList();
  }

  private static Optional<String> links(List<Link> links) {
    var text =
        links.stream()
            .flatMap(link -> Mrkdwn.link(link.url(), link.label(), MAX_LABEL).stream())
            .collect(Collectors.joining("  ·  "));
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  private static ContextBlock context(Context context) {
    var places =
        context.places().stream()
            .map(place -> place.label() + " " + Mrkdwn.value(place.value(), MAX_PLACE));
    var text =
        Stream.concat(places, Stream.of(time(context.at()))).collect(Collectors.joining("  ·  "));
    return ContextBlock.builder().elements(List.of(markdown(text))).build();
  }

  /** Each reader sees the time where they are. */
  private static String time(Instant at) {
    long second = at.getEpochSecond();
    return second < 0 || second > LAST_SECOND
        ? at.toString()
        : "<!date^" + second + "^{date_short_pretty} {time}|" + UTC.format(at) + ">";
  }

  private static String fallback(String headline, Message message) {
    var why = message.said().filter(said -> message.status() == EventStatus.FAILED);
    return Mrkdwn.escaped(
        headline + why.map(said -> ": " + Mrkdwn.line(said)).orElse(""), MAX_FALLBACK);
  }

  private static String lastLines(String log) {
    var lines = Mrkdwn.clean(log).strip().split("\n");
    var last = List.of(lines).subList(Math.max(0, lines.length - MAX_LINES), lines.length);
    return String.join("\n", last);
  }

  private static PlainTextObject plain(String text, int max) {
    return PlainTextObject.builder().text(Mrkdwn.escaped(text, max)).emoji(false).build();
  }

  private static MarkdownTextObject markdown(String text) {
    // Verbatim: otherwise Slack looks for names of people and channels in it.
    return MarkdownTextObject.builder().text(text).verbatim(true).build();
  }

  private static String mark(EventStatus status) {
    return switch (status) {
      case STARTED -> "⏳";
      case SUCCEEDED -> "✅";
      case FAILED -> "❌";
      case CANCELLED -> "🚫";
    };
  }

  private static String colour(EventStatus status) {
    return switch (status) {
      case STARTED -> "#439fe0";
      case SUCCEEDED -> "#2eb67d";
      case FAILED -> "#e01e5a";
      case CANCELLED -> "#8d8d8d";
    };
  }
}
