package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.spi.JsonFormat;
import java.util.List;

/** Header fields as JSON, {@code [["name","value"],...]}: in their order, repetitions included. */
record Headers(JsonFormat json) {
  String write(List<Header> headers) {
    var pairs = headers.stream().map(h -> JsonArray.ofTexts(List.of(h.name(), h.value()))).toList();
    return json.write(new JsonArray(List.copyOf(pairs))).text();
  }

  List<Header> read(String text) {
    var pairs = (JsonArray) json.read(Bytes.utf8(text));
    return pairs.items().stream().map(pair -> header((JsonArray) pair)).toList();
  }

  private static Header header(JsonArray pair) {
    return new Header(text(pair, 0), text(pair, 1));
  }

  private static String text(JsonArray pair, int at) {
    return ((JsonString) pair.items().get(at)).value();
  }
}
