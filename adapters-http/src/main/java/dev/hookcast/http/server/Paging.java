package dev.hookcast.http.server;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Page;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;

/** Pages as they are answered, and the cursors between them. */
public final class Paging {
  private Paging() {}

  /** A page whose items are written by {@code view}. */
  public static <T> JsonObject write(Page<T> page, Function<T, ? extends Json> view) {
    return JsonObject.writing()
        .put("items", items(page, view))
        .put("next_cursor", cursor(page.next()))
        .done();
  }

  /** The items alone. */
  public static <T> JsonArray items(Page<T> page, Function<T, ? extends Json> view) {
    return new JsonArray(page.items().stream().<Json>map(view).toList());
  }

  /** The cursor that goes on before this number: opaque, and checked when it comes back. */
  public static Json cursor(Optional<Long> next) {
    return next.<Json>map(number -> Json.of(cursor(number))).orElse(JsonNull.NULL);
  }

  /** The number in a cursor of ours. */
  static Optional<Long> number(String cursor) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() != Long.BYTES + Integer.BYTES) {
        return Optional.empty();
      }
      long number = bytes.getLong();
      return bytes.getInt() == check(number) ? Optional.of(number) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The cursor itself. */
  public static String cursor(long number) {
    var bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    bytes.putLong(number).putInt(check(number));
    return Base64.getUrlEncoder().encodeToString(bytes.array());
  }

  private static int check(long number) {
    var crc = new CRC32();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    return (int) crc.getValue();
  }
}
