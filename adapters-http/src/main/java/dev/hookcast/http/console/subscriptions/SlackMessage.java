package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A message in Slack's Block Kit, as far as it can be drawn. */
record SlackMessage(List<Block> blocks, List<Attachment> attachments) {
  private static final String COLOUR = "#[0-9A-Fa-f]{6}";
  private static final String NO_COLOUR = "#8d8d8d";

  SlackMessage {
    blocks = List.copyOf(blocks);
    attachments = List.copyOf(attachments);
  }

  /** Blocks beside a bar of colour. */
  record Attachment(String colour, List<Block> blocks) {
    Attachment {
      blocks = List.copyOf(blocks);
    }
  }

  /** One part, from above to below. */
  sealed interface Block {
    /** The headline. */
    record Header(String text) implements Block {}

    /** Text, and facts in two columns. */
    record Section(List<Mark> text, List<List<Mark>> fields) implements Block {
      public Section {
        text = List.copyOf(text);
        fields = List.copyOf(fields);
      }
    }

    /** Small print. */
    record Context(List<List<Mark>> elements) implements Block {
      public Context {
        elements = List.copyOf(elements);
      }
    }

    /** A line. */
    record Divider() implements Block {}

    /** Something that isn't drawn here. */
    record Other(String type) implements Block {}
  }

  /** The message in a document; nothing if it isn't one. */
  static Optional<SlackMessage> of(Json document) {
    if (!(document instanceof JsonObject object)) {
      return Optional.empty();
    }
    var message =
        new SlackMessage(
            blocks(object),
            objects(object.array("attachments")).map(SlackMessage::attachment).toList());
    boolean empty = message.blocks().isEmpty() && message.attachments().isEmpty();
    return empty ? Optional.empty() : Optional.of(message);
  }

  private static Attachment attachment(JsonObject attachment) {
    var colour = attachment.text("color").filter(text -> text.matches(COLOUR));
    return new Attachment(colour.orElse(NO_COLOUR), blocks(attachment));
  }

  private static List<Block> blocks(JsonObject holder) {
    return objects(holder.array("blocks")).map(SlackMessage::block).toList();
  }

  private static Block block(JsonObject block) {
    var type = block.text("type").orElse("");
    return switch (type) {
      case "header" ->
          new Block.Header(
              Mark.plain(block.object("text").text("text").orElse("")).getFirst().text());
      case "section" ->
          new Block.Section(marks(block.object("text")), texts(block.array("fields")));
      case "context" -> new Block.Context(texts(block.array("elements")));
      case "divider" -> new Block.Divider();
      default -> new Block.Other(type);
    };
  }

  private static List<List<Mark>> texts(JsonArray array) {
    return objects(array).map(SlackMessage::marks).toList();
  }

  private static List<Mark> marks(JsonObject text) {
    var said = text.text("text").orElse("");
    if (said.isEmpty()) {
      return List.of();
    }
    boolean formatted = text.text("type").filter("mrkdwn"::equals).isPresent();
    return formatted ? Mark.of(said) : Mark.plain(said);
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.items().stream()
        .flatMap(item -> item instanceof JsonObject object ? Stream.of(object) : Stream.of());
  }
}
