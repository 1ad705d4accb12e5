package dev.hookcast.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Any event at all gives a message that Slack takes and that does nobody any harm. */
class MessageLimitsTest {
  private static final long SEED = 20_260_314L;
  private static final int EVENTS = 1_000;

  // What a message may hold between angle brackets: our links and our times, nothing of users'.
  private static final Pattern OURS =
      Pattern.compile(
          "<https?://[^<>|`\\s]+\\|[^<>|\n]+>"
              + "|<!date\\^[0-9]+\\^\\{date_short_pretty} \\{time}\\|[0-9: UTC-]+>");
  private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!amp;|lt;|gt;)");

  private final SlackSink sink = Sending.sink(Egress.SLACK_ONLY);

  @Test
  void everyMessageKeepsToSlacksLimitsAndIsEscaped() {
    var events = new RandomEvents(SEED);
    for (int i = 0; i < EVENTS; i++) {
      var event = events.next();
      var text = sink.message(event).text();
      try {
        check(JsonParser.parseString(text).getAsJsonObject(), event);
        assertThat(text).doesNotContain(RandomEvents.CANARY);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + SEED + ", event " + i + ": " + text, e);
      }
    }
  }

  private static void check(JsonObject message, Event event) {
    var fallback = message.get("text").getAsString();
    assertThat(fallback).isNotBlank().hasSizeLessThanOrEqualTo(4_000);
    assertEscaped(fallback);
    assertThat(message.getAsJsonArray("attachments")).hasSize(1);
    var attachment = message.getAsJsonArray("attachments").get(0).getAsJsonObject();
    assertThat(attachment.get("color").getAsString()).matches("#[0-9a-f]{6}");
    assertEscaped(attachment.get("fallback").getAsString());

    var blocks = new ArrayList<JsonObject>();
    blocks.addAll(objects(message.getAsJsonArray("blocks")));
    blocks.addAll(objects(attachment.getAsJsonArray("blocks")));
    assertThat(blocks).hasSizeLessThanOrEqualTo(50);
    assertThat(blocks.stream().mapToInt(MessageLimitsTest::checked).sum()).isLessThan(12_000);
    assertHeadline(blocks.getFirst().getAsJsonObject("text").get("text").getAsString(), event);
  }

  /** However long the names are, a reader learns that it failed. */
  private static void assertHeadline(String headline, Event event) {
    if (event.status() == EventStatus.FAILED) {
      assertThat(headline).contains(" failed");
    }
  }

  /** Checks one block, and returns how much text it holds. */
  private static int checked(JsonObject block) {
    return switch (block.get("type").getAsString()) {
      case "header" -> checked(block.getAsJsonObject("text"), 150, "plain_text");
      case "section" -> section(block);
      case "context" -> {
        var elements = objects(block.getAsJsonArray("elements"));
        assertThat(elements).hasSizeBetween(1, 10);
        yield elements.stream().mapToInt(e -> checked(e, 2_000, "mrkdwn")).sum();
      }
      default -> throw new AssertionError("what is a " + block);
    };
  }

  private static int section(JsonObject block) {
    assertThat(block.has("text") || block.has("fields")).isTrue();
    int size = 0;
    if (block.has("text")) {
      size += checked(block.getAsJsonObject("text"), 3_000, "mrkdwn|plain_text");
    }
    if (block.has("fields")) {
      var fields = objects(block.getAsJsonArray("fields"));
      assertThat(fields).hasSizeBetween(1, 10);
      size += fields.stream().mapToInt(field -> checked(field, 2_000, "mrkdwn")).sum();
    }
    return size;
  }

  private static int checked(JsonObject object, int max, String types) {
    var text = object.get("text").getAsString();
    var type = object.get("type").getAsString();
    assertThat(type).matches(types);
    assertThat(text).isNotBlank().hasSizeLessThanOrEqualTo(max);
    assertThat(text.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    if (type.equals("mrkdwn")) {
      assertThat(object.get("verbatim").getAsBoolean()).isTrue();
      assertThat(text.split("```", -1).length).isIn(1, 3);
      assertEscaped(OURS.matcher(text).replaceAll(""));
    } else {
      assertEscaped(text);
    }
    return text.length();
  }

  private static void assertEscaped(String text) {
    assertThat(text).doesNotContain("<", ">").doesNotContainPattern(BARE_AMPERSAND);
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.asList().stream().map(JsonElement::getAsJsonObject).toList();
  }
}
