package dev.hookcast.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.bench.Plan.EventSize;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.JacksonJson;
import org.junit.jupiter.api.Test;

class PublicationTest {
  private static final String HEAD = "POST /x HTTP/1.1\r\n";

  @Test
  void aDocumentHasTheSizeThatWasAskedFor() {
    assertThat(Publication.document(Publication.LEAST_BYTES)).hasSize(Publication.LEAST_BYTES);
    assertThat(Publication.document(1_500)).hasSize(1_500);
  }

  @Test
  void anEventHasItsGroupAndItsTime() {
    var publication = new Publication(HEAD, new EventSize(300, 1));
    publication.with(0, 999_999, Long.MAX_VALUE);
    var event = (JsonObject) body(publication.with(0, 42, 1_234));
    assertThat(event.text("type")).hasValue(Publication.type(42));
    assertThat(event.object("data").text("sent")).hasValue("0000000000000001234");
  }

  @Test
  void theEventsOfABatchAreWrittenEachForItself() {
    var publication = new Publication(HEAD, new EventSize(150, 3));
    for (int i = 0; i < 3; i++) {
      publication.with(i, 10 + i, 100 + i);
    }
    var events = (JsonArray) body(publication.with(1, 7, 5));
    assertThat(events.items())
        .extracting(e -> ((JsonObject) e).text("type").orElseThrow())
        .containsExactly(Publication.type(10), Publication.type(7), Publication.type(12));
  }

  @Test
  void theLengthIsThatOfTheBody() {
    var request =
        new String(new Publication(HEAD, new EventSize(200, 4)).with(0, 0, 0), ISO_8859_1);
    var parts = request.split("\r\n\r\n", 2);
    assertThat(parts[0]).endsWith("Content-Length: " + parts[1].length());
  }

  private static Object body(byte[] request) {
    var text = new String(request, ISO_8859_1);
    return new JacksonJson().read(Bytes.utf8(text.substring(text.indexOf("\r\n\r\n") + 4)));
  }
}
