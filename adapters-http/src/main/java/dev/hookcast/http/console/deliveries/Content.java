package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.http.console.page.PrettyJson;
import dev.hookcast.http.server.BodyText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A body as a page shows it.
 *
 * @param text the body, or its base64 form
 * @param remarks what has to be said about it, as sentences
 */
record Content(String text, List<String> remarks) {
  private static final int LONGEST = 50_000;

  Content {
    remarks = List.copyOf(remarks);
  }

  /**
   * A body that was sent or received under these headers.
   *
   * @param truncated true if there was more of it than was kept
   */
  static Content of(Bytes body, List<Header> headers, boolean truncated) {
    var remarks = new ArrayList<String>();
    if (truncated) {
      remarks.add("There was more: only the first " + body.size() + " bytes are kept.");
    }
    var text = BodyText.of(body, truncated);
    encoding(headers)
        .forEach(how -> remarks.add("It is encoded (" + how + ") and stands here as it came."));
    if (text.isEmpty()) {
      remarks.add("It isn't UTF-8 text: its bytes stand here in base64.");
    }
    var shown =
        text.map(plain -> PrettyJson.of(Bytes.utf8(plain)).orElse(plain))
            .orElseGet(() -> Base64.getMimeEncoder().encodeToString(body.array()));
    if (shown.length() > LONGEST) {
      remarks.add("Only its beginning is shown here; the API gives the whole.");
      return new Content(beginning(shown), remarks);
    }
    return new Content(shown, remarks);
  }

  private static String beginning(String text) {
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }

  private static List<String> encoding(List<Header> headers) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase("content-encoding"))
        .map(h -> h.value().toLowerCase(Locale.ROOT))
        .filter(how -> !how.isBlank() && !how.equals("identity"))
        .toList();
  }
}
