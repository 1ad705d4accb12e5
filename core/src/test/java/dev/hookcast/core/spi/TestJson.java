package dev.hookcast.core.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonBoolean;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** A JSON format for tests that can't reach the real one, which lives in an adapter. */
public final class TestJson implements JsonFormat {
  private static final int MAX_DEPTH = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** The document in this text. */
  public static Json parse(String text) {
    return new TestJson().read(Bytes.utf8(text));
  }

  /** The object in this text. */
  public static JsonObject object(String text) {
    return (JsonObject) parse(text);
  }

  /** The text of this document. */
  public static String text(Json document) {
    return new TestJson().write(document).text();
  }

  @Override
  public Json read(Bytes text) {
    try (var parser = FACTORY.createParser(decoded(text))) {
      if (parser.nextToken() == null) {
        throw problem("body_empty");
      }
      var document = value(parser);
      if (parser.nextToken() != null) {
        throw problem("json_trailing_data");
      }
      return document;
    } catch (StreamConstraintsException e) {
      throw problem("json_too_deep");
    } catch (CharacterCodingException e) {
      throw problem("encoding_not_utf8");
    } catch (IOException e) {
      throw problem("json_malformed");
    }
  }

  @Override
  public Bytes write(Json document, Json part, Bytes text) {
    return write(document);
  }

  @Override
  public Bytes write(Json document) {
    var out = new StringBuilder();
    write(document, out);
    return Bytes.utf8(out.toString());
  }

  private static InvalidInput problem(String code) {
    return InvalidInput.of("", code, "This isn't JSON as it should be: " + code + ".");
  }

  private static String decoded(Bytes text) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.array())).toString();
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new JsonString(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> JsonNull.NULL;
      default -> throw problem("json_malformed");
    };
  }

  private static JsonObject members(JsonParser parser) throws IOException {
    var members = new LinkedHashMap<String, Json>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      if (members.put(name, value(parser)) != null) {
        throw problem("json_duplicate_key");
      }
    }
    return new JsonObject(members);
  }

  private static JsonArray items(JsonParser parser) throws IOException {
    var items = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new JsonArray(items);
  }

  private static void write(Json document, StringBuilder out) {
    switch (document) {
      case JsonObject object -> {
        var separator = "{";
        for (var member : object.members().entrySet()) {
          out.append(separator);
          quote(member.getKey(), out);
          out.append(':');
          write(member.getValue(), out);
          separator = ",";
        }
        out.append(object.members().isEmpty() ? "{}" : "}");
      }
      case JsonArray array -> {
        var separator = "[";
        for (var item : array.items()) {
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(array.items().isEmpty() ? "[]" : "]");
      }
      case JsonString string -> quote(string.value(), out);
      case JsonNumber number -> out.append(number.literal());
      case JsonBoolean bool -> out.append(bool.value());
      case JsonNull nothing -> out.append("null");
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    text.codePoints()
        .forEach(
            point -> {
              // A surrogate that is a code point by itself has no partner, and no form in UTF-8.
              boolean unpaired =
                  point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
              if (point == '"' || point == '\\') {
                out.append('\\').append((char) point);
              } else if (point < ' ' || unpaired) {
                out.append(String.format("\\u%04x", point));
              } else {
                out.appendCodePoint(point);
              }
            });
    out.append('"');
  }
}
