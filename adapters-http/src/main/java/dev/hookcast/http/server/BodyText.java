package dev.hookcast.http.server;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Response;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bodies as text, where they are text. */
public final class BodyText {
  private BodyText() {}

  /** An answer's body if it is UTF-8; the character that a cut went through is left out. */
  public static Optional<String> of(Response response) {
    return of(response.body(), response.truncated());
  }

  /**
   * A body if it is UTF-8.
   *
   * @param truncated true if it was cut, perhaps through a character, which is left out then
   */
  public static Optional<String> of(Bytes body, boolean truncated) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var chars = CharBuffer.allocate(body.size());
    var result = decoder.decode(ByteBuffer.wrap(body.array()), chars, !truncated);
    return result.isError() ? Optional.empty() : Optional.of(chars.flip().toString());
  }
}
