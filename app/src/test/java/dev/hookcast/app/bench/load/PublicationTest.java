package dev.hookcast.app.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.bench.load.Traffic.EventSize;
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
    var publication = publication(300, 1, 0);
    publication.write(0, 999_999, Long.MAX_VALUE);
    publication.write(0, 42, 1_234);
    var event = (JsonObject) body(publication);
    assertThat(event.text("type")).hasValue(Publication.type(42));
    assertThat(event.object("data").text("sent")).hasValue("0000000000000001234");
  }

  @Test
  void groupsCountFromTheFirstOne() {
    var publication = publication(300, 1, 40);
    publication.write(0, 2, 0);
    assertThat(((JsonObject) body(publication)).text("type")).hasValue(Publication.type(42));
  }

  @Test
  void theEventsOfABatchAreWrittenEachForItself() {
    var publication = publication(150, 3, 0);
    for (int i = 0; i < 3; i++) {
      publication.write(i, 10 + i, 100 + i);
    }
    publication.write(1, 7, 5);
    var events = (JsonArray) body(publication);
    assertThat(events.items())
        .extracting(e -> ((JsonObject) e).text("type").orElseThrow())
        .containsExactly(Publication.type(10), Publication.type(7), Publication.type(12));
  }

  @Test
  void theLengthIsThatOfTheBody() {
    var parts = text(publication(200, 4, 0)).split("\r\n\r\n", 2);
    assertThat(parts[0]).endsWith("Content-Length: " + parts[1].length());
  }

  private static Publication publication(int bytes, int batch, int firstGroup) {
    return new Publication(new Publication.Form(HEAD, new EventSize(bytes, batch), firstGroup));
  }

  private static String text(Publication publication) {
    return ISO_8859_1.decode(publication.request()).toString();
  }

  private static Object body(Publication publication) {
    var text = text(publication);
    return new JacksonJson().read(Bytes.utf8(text.substring(text.indexOf("\r\n\r\n") + 4)));
  }
}
