package dev.hookcast.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreviewResourceTest {
  private static final String PREVIEW = "/v1/organizations/default/preview";

  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aPreviewHasHeadersAndABody() {
    assertThat(api.post(PREVIEW, "{\"event\":{\"type\":\"a.b\",\"id\":\"n\"}}").text())
        .isEqualTo(
            """
            {"headers":{"Sent-By":"webhook"},"body":{"type":"a.b","id":"n",\
            "status":"succeeded","occurred_at":"2026-04-02T08:00:00Z"}}\
            """);
    var pager = api.post(PREVIEW, "{\"event\":{\"type\":\"a.b\"},\"sink\":\"pager\"}");
    assertThat(pager.object().object("headers").text("Sent-By")).contains("pager");
  }

  @Test
  void whatTheDialectCannotSayIsAnsweredWithTheReason() {
    var got = api.post(PREVIEW, "{\"event\":{\"type\":\"no.word\"},\"dialect\":\"plain\"}");

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).isEqualTo("{\"reason\":\"Not sent: plain has no word for no.word.\"}");
  }

  @Test
  void whatIsWrongIsNamed() {
    var wrong = "{\"dialect\":\"klingon\",\"sink\":\"smoke\",\"x\":1}";
    assertThat(api.post(PREVIEW, wrong).isProblem(422, "invalid_input").pointers())
        .containsExactlyInAnyOrder("/event", "/sink", "/dialect", "/x");
    assertThat(
            api.post(PREVIEW, "{\"event\":{\"type\":\"a.b\",\"y\":1}}")
                .isProblem(422, "unknown_field")
                .pointers())
        .containsExactly("/event/y");
    api.post(PREVIEW, "{\"event\":7}").isProblem(422, "type_mismatch");
    api.post(PREVIEW, "[]").isProblem(422, "body_not_object");
  }
}
