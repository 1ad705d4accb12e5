package dev.hookcast.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonBoolean;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** The text of one document while it is written. */
record JacksonText(JsonFactory factory, Optional<Known> known, ByteArrayOutputStream text) {
  private static final int USUAL_SIZE = 2_048;

  /** A part whose text is known already. */
  record Known(Json part, Bytes text) {}

  JacksonText(JsonFactory factory, Optional<Known> known) {
    this(factory, known, new ByteArrayOutputStream(USUAL_SIZE));
  }

  Bytes of(Json document) {
    try (var generator = factory.createGenerator(text)) {
      write(document, generator);
    } catch (IOException e) {
      throw new IllegalStateException("this tree can't be written", e);
    }
    return Bytes.of(text.toByteArray());
  }

  private void write(Json value, JsonGenerator out) throws IOException {
    switch (value) {
      case JsonObject object when isKnown(object) -> copy(known.orElseThrow().text(), out);
      case JsonObject object -> {
        out.writeStartObject();
        for (var member : object.members().entrySet()) {
          out.writeFieldName(member.getKey());
          write(member.getValue(), out);
        }
        out.writeEndObject();
      }
      case JsonArray array -> {
        out.writeStartArray();
        for (var item : array.items()) {
          write(item, out);
        }
        out.writeEndArray();
      }
      case JsonString string -> out.writeString(string.value());
      case JsonNumber number -> out.writeNumber(number.literal());
      case JsonBoolean bool -> out.writeBoolean(bool.value());
      case JsonNull nothing -> out.writeNull();
    }
  }

  @SuppressWarnings("ReferenceEquality") // comparing whole documents would cost what is to be saved
  private boolean isKnown(JsonObject object) {
    return known.isPresent() && known.get().part() == object;
  }

  private void copy(Bytes part, JsonGenerator out) throws IOException {
    out.writeRawValue(""); // what stands before a value, a colon or a comma
    out.flush();
    text.writeBytes(part.array());
  }
}
