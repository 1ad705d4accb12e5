package dev.hookcast.http.sink;

import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.ResponseBody;

/** Reads as much of an answer as is kept, and not longer than is worth it. */
final class ResponseReader {
  private static final int MAX_BODY = 64 * 1024;
  private static final int MAX_SECONDS = 2;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_HEADER_CHARACTERS = 16 * 1024;

  private final Masking masking;

  ResponseReader(Masking masking) {
    this.masking = masking;
  }

  /** The answer whose head came as {@code head}; ends the call if there is more than is kept. */
  Response read(Call call, okhttp3.Response head, ResponseBody body) {
    var source = body.source();
    boolean more;
    try {
      source.timeout().deadline(MAX_SECONDS, TimeUnit.SECONDS);
      more = source.request(MAX_BODY + 1);
    } catch (IOException | RuntimeException e) {
      // The status was there, and decides. What is missing of the body doesn't matter.
      more = true;
    }
    if (more) {
      call.cancel();
    }
    var kept = source.getBuffer().snapshot((int) Math.min(source.getBuffer().size(), MAX_BODY));
    return new Response(
        head.code(), headers(head.headers()), masking.masked(kept.toByteArray()), more);
  }

  /** The answer of which only the head could be read. */
  Response withoutBody(okhttp3.Response head) {
    return new Response(head.code(), headers(head.headers()), masking.masked(new byte[0]), true);
  }

  private List<Header> headers(Headers came) {
    var kept = new ArrayList<Header>();
    int size = 0;
    for (int i = 0; i < Math.min(came.size(), MAX_HEADERS); i++) {
      size += came.name(i).length() + came.value(i).length();
      if (size > MAX_HEADER_CHARACTERS) {
        break;
      }
      kept.add(masking.masked(came.name(i), came.value(i)));
    }
    return kept;
  }
}
