package dev.hookcast.http.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Problem;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.subscription.SinkChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSinkCheckTest {
  private static final JsonObject GOOD =
      JsonObject.writing().put("url", "https://hooks.example.org/in").done();

  private final WebhookSink sink = Sending.sink(EgressPolicy.PUBLIC);

  @Test
  void everyOptionHasItsGoodValues() {
    var options = GOOD.with("ssl_verify", Json.of(false)).with("timeout", Json.of("PT0.1S"));
    var headers = Map.of("X-Team", "a b\tc~!", "authorization", "Bearer x", "X_y.z", "");

    assertThat(problems(headers(options, headers))).isEmpty();
    assertThat(problems(Sending.choice(GOOD.with("timeout", Json.of("PT30S"))))).isEmpty();
    assertThat(problems(Sending.choice(GOOD.with("timeout", JsonNull.NULL)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://Hooks.Example.ORG/in?a=b, hooks.example.org:443",
    "http://hooks.example.org./, hooks.example.org:80",
    "http://hooks.example.org:8443/x, hooks.example.org:8443",
    "https://hooks.example.org:8443/y, hooks.example.org:8443",
    "https://user:pass@[2001:DB8::1]/, [2001:db8::1]:443"
  })
  void theDestinationIsTheHostAndThePortWhateverElseTheUrlSays(String url, String destination) {
    assertThat(sink.destination(SinkContract.settings(Sending.to(url)))).contains(destination);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org./, https://example.org/",
    "http://Example.ORG.:8080/a?b=%41, http://example.org:8080/a?b=%41",
    "https://example.org, https://example.org",
    "HTTPS://Example.ORG/Hook, HTTPS://Example.ORG/Hook"
  })
  void theDotBehindAHostIsNotKeptAndNothingElseIsChanged(String written, String kept) {
    var settings = SinkContract.settings(Sending.to(written));

    assertThat(sink.check(settings)).isEmpty();
    assertThat(sink.tidied(settings).sink().options().text("url")).contains(kept);
    assertThat(sink.tidied(settings).sink().options().text("timeout")).contains("PT20S");
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    var options =
        JsonObject.writing()
            .put("url", "ftp://example.org/")
            .put("ssl_verify", "no")
            .put("timeout", "soon")
            .put("tiemout", "PT1S")
            .done();
    var choice =
        Sending.with(
            Sending.choice(options), Optional.of("whsec_short"), Map.of("Host", "example.org"));

    assertThat(problems(choice))
        .containsExactlyInAnyOrder(
            "/url url_scheme_not_allowed",
            "/ssl_verify type_mismatch",
            "/timeout duration_invalid",
            "/tiemout unknown_field",
            "/headers/Host header_reserved",
            "/secret secret_invalid");
  }

  @Test
  void aUrlHasToBeAText() {
    assertThat(problems(Sending.choice(JsonObject.EMPTY))).containsExactly("/url required");
    assertThat(problems(Sending.choice(GOOD.with("url", JsonNull.NULL))))
        .containsExactly("/url required");
    for (var odd : List.of(Json.of(""), Json.of(42), new JsonArray(List.of()))) {
      assertThat(problems(Sending.choice(GOOD.with("url", odd))))
          .containsExactly("/url url_invalid");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.099S", "PT30.001S", "-PT5S", "PT1H"})
  void aTimeoutHasItsRange(String timeout) {
    assertThat(problems(Sending.choice(GOOD.with("timeout", Json.of(timeout)))))
        .containsExactly("/timeout timeout_invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X A", "X:", "X-\u00c9", ":path", "X\u0000", "X\r\nY", "\"x\"", "X("})
  void aHeaderNameIsAToken(String name) {
    assertThat(problems(headers(GOOD, Map.of(name, "v"))))
        .containsExactly("/headers/" + name + " header_name_invalid");
  }

  @Test
  void aLongHeaderNameIsRefusedAndShortened() {
    assertThat(problems(headers(GOOD, Map.of("n".repeat(256), "v")))).isEmpty();
    assertThat(problems(headers(GOOD, Map.of("n".repeat(257), "v"))))
        .containsExactly("/headers/" + "n".repeat(100) + "… header_name_invalid");
  }

  @Test
  void aPointerEscapesAName() {
    assertThat(problems(headers(GOOD, Map.of("a/b~c", "v"))))
        .containsExactly("/headers/a~1b~0c header_name_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hush\r",
        "hush\n",
        "hush\r\nX: y",
        "hush\u0000",
        "hush\u007f",
        "hush\u00e9",
        "hush\uD83D\uDE80",
        "hush\u001b"
      })
  void aHeaderValueIsVisibleAscii(String value) {
    var problems = sink.check(SinkContract.settings(headers(GOOD, Map.of("X-V", value))));

    assertThat(problems).extracting(Problem::code).containsExactly("header_value_invalid");
    assertThat(problems.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "CONTENT-length",
        "Transfer-Encoding",
        "Connection",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "Keep-Alive",
        "Proxy-Authorization",
        "proxy-x",
        "Accept-Encoding",
        "webhook-id",
        "Webhook-Anything",
        "Content-Type",
        "User-Agent"
      })
  void aHeaderThatIsSetAnywayIsReserved(String name) {
    assertThat(problems(headers(GOOD, Map.of(name, "v"))))
        .containsExactly("/headers/" + name + " header_reserved");
  }

  @Test
  void caseTellsNoHeadersApart() {
    assertThat(problems(headers(GOOD, Map.of("X-Team", "a", "x-teaM", "b", "X-Teams", "c"))))
        .singleElement()
        .asString()
        .matches("/headers/[Xx]-[Tt]ea[mM] header_duplicate");
  }

  @Test
  void headersHaveTheirSizes() {
    assertThat(problems(headers(GOOD, numbered(50)))).isEmpty();
    assertThat(problems(headers(GOOD, numbered(51)))).containsExactly("/headers headers_too_large");
    assertThat(problems(headers(GOOD, Map.of("X", "v".repeat(4_096))))).isEmpty();
    assertThat(problems(headers(GOOD, Map.of("X", "v".repeat(4_097)))))
        .containsExactly("/headers/X headers_too_large");
    assertThat(problems(headers(GOOD, Map.of("X", "v".repeat(4_096), "Y", "v".repeat(4_094)))))
        .isEmpty();
    assertThat(problems(headers(GOOD, Map.of("X", "v".repeat(4_096), "Y", "v".repeat(4_095)))))
        .containsExactly("/headers headers_too_large");
  }

  private List<String> problems(SinkChoice choice) {
    return sink.check(SinkContract.settings(choice)).stream()
        .map(problem -> problem.pointer() + " " + problem.code())
        .toList();
  }

  private static SinkChoice headers(JsonObject options, Map<String, String> headers) {
    return Sending.with(Sending.choice(options), Optional.empty(), headers);
  }

  private static Map<String, String> numbered(int count) {
    var headers = new LinkedHashMap<String, String>();
    for (int i = 0; i < count; i++) {
      headers.put("X-" + i, "v");
    }
    return headers;
  }
}
