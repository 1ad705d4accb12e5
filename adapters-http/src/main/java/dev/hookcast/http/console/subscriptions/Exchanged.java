package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.Bytes;
import dev.hookcast.http.console.page.PrettyJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The body of a request or an answer, for reading. */
final class Exchanged {
  private Exchanged() {}

  /** JSON laid out, other text as it is, and of anything else only how much it is. */
  static String text(Bytes body) {
    return PrettyJson.of(body).orElseGet(() -> plain(body));
  }

  private static String plain(Bytes body) {
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return decoder.decode(ByteBuffer.wrap(body.array())).toString();
    } catch (CharacterCodingException e) {
      return "(" + body.size() + " bytes that aren't text)";
    }
  }
}
