package dev.hookcast.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.http.JacksonJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Texts that want to be scripts, wherever people or receivers can put a text: no page runs them, no
 * page is stopped by the browser from running them, and they are to be read as they are.
 */
@Tag("browser")
class HostileTextTest {
  @RegisterExtension static final RunningConsole CONSOLE = new RunningConsole();

  private static final String RAN = "document.documentElement.ran=1";
  private static final int OF_A_KIND = 3;

  private static final List<String> TEXTS =
      List.of(
          "<script>RAN</script>",
          "</title><script>RAN</script>",
          "</textarea><script>RAN</script>",
          "</script><script>RAN</script>",
          "</style><script>RAN</script>",
          "--><script>RAN</script>",
          "]]><script>RAN</script>",
          "<ScRiPt>RAN</sCrIpT>",
          "<script\n>RAN</script\n>",
          "<script src=data:text/javascript,RAN></script>",
          "<img src=x onerror=RAN>",
          "\"><img src=x onerror=RAN>",
          "'><img src=x onerror=RAN>",
          "`><img src=x onerror=RAN>",
          "\" onmouseover=\"RAN",
          "' onmouseover='RAN",
          "\" autofocus onfocus=\"RAN",
          "' autofocus onfocus='RAN",
          "<svg onload=RAN>",
          "<svg><script>RAN</script></svg>",
          "<svg><animate onbegin=RAN attributeName=x dur=1s>",
          "<math><mtext><script>RAN</script>",
          "<body onload=RAN>",
          "<iframe srcdoc=\"<script>parent.RAN</script>\">",
          "<iframe src=\"javascript:parent.RAN\">",
          "<object data=\"javascript:RAN\">",
          "<embed src=\"javascript:RAN\">",
          "<a href=\"javascript:RAN\">go</a>",
          "javascript:RAN",
          "<details open ontoggle=RAN>",
          "<video><source onerror=RAN></video>",
          "<input autofocus onfocus=RAN>",
          "<select autofocus onfocus=RAN>",
          "<form action=\"javascript:RAN\"><button>Go</button></form>",
          "<meta http-equiv=refresh content=\"0;url=javascript:RAN\">",
          "<base href=\"https://elsewhere.test/\">",
          "<link rel=stylesheet href=\"data:text/css,*{background:url(x)}\">",
          "<style>*{display:none}</style>",
          "<div hx-get=\"/console\" hx-trigger=\"load\" hx-on:load=\"RAN\">",
          "&lt;script&gt;RAN&lt;/script&gt;<noscript><p title=\"</noscript><img src=x"
              + " onerror=RAN>\">",
          "{{constructor.constructor('RAN')()}}${RAN}#{RAN}<%=RAN%>",
          "\u2028<img src=x onerror=RAN>\u202e");

  private static final JsonFormat JSON = new JacksonJson();
  private static final List<String> SCRIPTS =
      TEXTS.stream().map(text -> text.replace("RAN", RAN)).toList();
  private static final String ALL = String.join(" ", SCRIPTS);

  private static final WireMockServer RECEIVER =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

  @BeforeAll
  static void everyFieldHasEveryText() {
    RECEIVER.start();
    answer();
    subscribe(SCRIPTS.getFirst());
    bin(SCRIPTS.getFirst());
    SCRIPTS.forEach(HostileTextTest::publish);
    SCRIPTS.stream().skip(1).forEach(HostileTextTest::subscribe);
    publish(SCRIPTS.getLast());
    SCRIPTS.forEach(text -> CONSOLE.stage().token(text, "viewer"));
    SCRIPTS.forEach(HostileTextTest::organization);
    await().until(() -> RECEIVER.getAllServeEvents().size() >= 2 * SCRIPTS.size());
  }

  @AfterAll
  static void stop() {
    RECEIVER.stop();
  }

  @Test
  void noPageRunsWhatPeopleAndReceiversWrite() {
    var visit = CONSOLE.signedIn(CONSOLE.stage().adminToken());
    new Crawl(visit, OF_A_KIND).each(answer -> assertThat(ran(visit)).as(answer.url()).isFalse());
  }

  @Test
  void whatAddressesSayIsShownAsText() {
    var visit = CONSOLE.signedIn(CONSOLE.stage().adminToken());
    var stranger = CONSOLE.visit();
    for (var text : SCRIPTS) {
      var asked = URLEncoder.encode(text, StandardCharsets.UTF_8);
      visit.to("/console/organizations/default/audit?target=" + asked + "&notice=" + asked);
      assertThat(ran(visit)).as(text).isFalse();
      stranger.to("/console/login?next=" + asked);
      assertThat(ran(stranger)).as(text).isFalse();
    }
  }

  private static boolean ran(Visit visit) {
    return (boolean) visit.page().evaluate("'ran' in document.documentElement");
  }

  private static void answer() {
    RECEIVER.stubFor(
        WireMock.post(WireMock.anyUrl())
            .willReturn(
                WireMock.serverError()
                    .withHeader("Content-Type", "text/html")
                    .withHeader("X-Why", ascii(SCRIPTS.getFirst()))
                    .withBody(ALL)));
  }

  private static void subscribe(String text) {
    var query = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    post(
        "/subscriptions",
        JsonObject.writing()
            .put("name", text)
            .put(
                "options",
                JsonObject.writing()
                    .put("url", RECEIVER.url("/hook?q=" + query))
                    .put("headers", JsonObject.writing().put("X-Own", ascii(text)).done())
                    .done())
            .put("retry", JsonObject.writing().put("schedule", List.of("PT1H")).done())
            .done());
  }

  private static void bin(String text) {
    post("/subscriptions", JsonObject.writing().put("name", text).put("sink", "bin").done());
  }

  private static void organization(String text) {
    var id = "org-" + SCRIPTS.indexOf(text);
    var named = JsonObject.writing().put("id", id).put("name", text).done();
    CONSOLE.stage().postAt("/v1/organizations", JSON.write(named).text());
  }

  private static void publish(String text) {
    var named = JsonObject.writing().put("id", text).put("name", text).done();
    post(
        "/events",
        JsonObject.writing()
            .put("type", "environment.deploy")
            .put("status", "failed")
            .put(
                "scope",
                JsonObject.writing()
                    .put("project", named)
                    .put("environment", named)
                    .put("application", named)
                    .done())
            .put("actor", named)
            .put("message", ALL)
            .put("log", ALL)
            .put("data", JsonObject.writing().put(text, ALL).done())
            .done());
  }

  private static void post(String path, JsonObject body) {
    CONSOLE.stage().post(path, JSON.write(body).text());
  }

  private static String ascii(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", " ");
  }
}
