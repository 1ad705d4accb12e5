package dev.hookcast.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonBoolean;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.spi.JsonFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON text by Jackson's streaming parser and generator. */
public final class JacksonJson implements JsonFormat {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NAME = 50_000;
  private static final int MAX_TOKEN = 64 * 1024 * 1024; // far above any body that is let in
  private static final int LONGEST_POINTER = 200;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  private final JsonFactory factory =
      JsonFactory.builder()
          // The usual pool is one per thread, which is no pool for virtual threads.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          // A table of all names ever seen would be filled by strangers.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH + 1)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(MAX_TOKEN)
                  .maxStringLength(MAX_TOKEN)
                  .build())
          .build()
          // Pairs as UTF-8; a unit without its partner is still escaped.
          .enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);

  @Override
  public Json read(Bytes text) {
    var characters = decoded(text);
    try {
      return document(characters);
    } catch (JsonProcessingException e) {
      return secondReading(characters, malformed(e, characters));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  @Override
  public Bytes write(Json document) {
    return new JacksonText(factory, Optional.empty()).of(document);
  }

  @Override
  public Bytes write(Json document, Json part, Bytes text) {
    return new JacksonText(factory, Optional.of(new JacksonText.Known(part, text))).of(document);
  }

  /** Jackson refuses an unpaired surrogate in a member's name if it is escaped, and only then. */
  private Json secondReading(String text, InvalidInput complaint) {
    var unescaped = SurrogateEscapes.resolved(text);
    if (unescaped.equals(text)) {
      throw complaint;
    }
    try {
      return document(unescaped);
    } catch (IOException e) {
      throw complaint;
    }
  }

  private Json document(String text) throws IOException {
    try (var in = factory.createParser(text)) {
      var first = in.nextToken();
      if (first == null) {
        throw InvalidInput.of("", "body_empty", "There is no JSON document here.");
      }
      var document = value(in, first, 0);
      refuseMore(in);
      return document;
    }
  }

  private static void refuseMore(JsonParser in) throws IOException {
    boolean more;
    try {
      more = in.nextToken() != null;
    } catch (JsonProcessingException e) {
      more = true;
    }
    if (more) {
      throw InvalidInput.of(
          "", "json_trailing_data", "Something follows the end of the JSON document.");
    }
  }

  private static Json value(JsonParser in, @Nullable JsonToken token, int depth)
      throws IOException {
    if (token == null) {
      throw new IllegalStateException("the parser ended inside a value");
    }
    return switch (token) {
      case START_OBJECT -> object(in, deeper(depth));
      case START_ARRAY -> array(in, deeper(depth));
      case VALUE_STRING -> new JsonString(in.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(in.getText());
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> JsonNull.NULL;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("the parser gave " + token + " for a value");
    };
  }

  private static JsonObject object(JsonParser in, int depth) throws IOException {
    var members = new LinkedHashMap<String, Json>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      var name = in.currentName();
      if (members.containsKey(name)) {
        throw InvalidInput.of(
            pointer(in), "json_duplicate_key", "A member of this name came before.");
      }
      members.put(name, value(in, in.nextToken(), depth));
    }
    return new JsonObject(members);
  }

  private static JsonArray array(JsonParser in, int depth) throws IOException {
    var items = new ArrayList<Json>();
    for (var token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      items.add(value(in, token, depth));
    }
    return new JsonArray(items);
  }

  private static int deeper(int depth) {
    if (depth == MAX_DEPTH) {
      throw InvalidInput.of("", "json_too_deep", "A document may be nested 64 levels deep.");
    }
    return depth + 1;
  }

  /** The pointer to the current member, or to the nearest one around it that isn't too long. */
  private static String pointer(JsonParser in) {
    var pointer = in.getParsingContext().pathAsPointer();
    while (pointer.toString().length() > LONGEST_POINTER) {
      pointer = pointer.head();
    }
    return pointer.toString();
  }

  private static InvalidInput malformed(JsonProcessingException e, String text) {
    long at = e.getLocation() == null ? text.length() : e.getLocation().getCharOffset();
    var before = text.substring(0, Math.clamp(at, 0, text.length()));
    int offset = before.getBytes(StandardCharsets.UTF_8).length;
    return InvalidInput.of("", "json_malformed", "This isn't JSON, at byte " + offset + ".");
  }

  private static String decoded(Bytes bytes) {
    var text = bytes.text();
    // Decoding leniently is much faster; only a replacement mark raises the question.
    boolean doubtful = text.indexOf(REPLACEMENT) >= 0 && !strict(bytes);
    if (doubtful || startsAsAnotherEncoding(text)) {
      throw InvalidInput.of(
          "", "encoding_not_utf8", "The text has to be UTF-8 without a byte order mark.");
    }
    return text;
  }

  private static boolean strict(Bytes bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.array()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** A byte order mark, or a NUL where UTF-16 and UTF-32 have one for any JSON document. */
  private static boolean startsAsAnotherEncoding(String text) {
    var start = text.substring(0, Math.min(4, text.length()));
    return start.indexOf(BYTE_ORDER_MARK) == 0 || start.indexOf('\0') >= 0;
  }
}
