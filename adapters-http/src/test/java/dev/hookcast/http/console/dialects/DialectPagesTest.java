package dev.hookcast.http.console.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.http.console.TestConsole;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DialectPagesTest {
  private static final String DIALECTS = TestConsole.HOME + "/dialects";
  private static final List<String> NAMES =
      List.of("cloudevents", "convox", "divshot", "qovery", "platformsh", "horizon");

  private final TestConsole console = new TestConsole();
  private final TestConsole.Visitor visitor = console.signIn(console.token(TokenScope.EVENTS_READ));

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void everyDialectIsListedAndHasAPage() {
    var list = visitor.page(DIALECTS);
    for (var name : NAMES) {
      assertThat(list).contains(DIALECTS + "/" + name);
      assertThat(visitor.page(DIALECTS + "/" + name)).contains("<h1>" + name + "</h1>");
    }
  }

  @Test
  void aPayloadAndItsSchemaAreThoseOfTheEventThatIsAskedFor() {
    var page = visitor.page(DIALECTS + "/qovery?event=DEPLOYMENT_FAILURE");
    assertThat(page)
        .contains("\"event_type\": \"DEPLOYMENT_FAILURE\"")
        .contains("\"title\": \"qovery DEPLOYMENT_FAILURE\"");
  }

  @Test
  void everyDialectSaysInEveryLanguageHowToVerify() {
    for (var name : NAMES) {
      for (var language : Language.values()) {
        var page = visitor.page(DIALECTS + "/" + name + "?language=" + language.word());
        assertThat(page).contains("genuine").doesNotContain("{header}");
      }
    }
  }

  @Test
  void whatIsntThereIsntFoundAndWhatMakesNoSenseIsPassedOver() {
    assertThat(visitor.get(DIALECTS + "/morse").statusCode()).isEqualTo(404);
    assertThat(visitor.page(DIALECTS + "/convox?event=%3Cscript%3E&language=%3Cscript%3E"))
        .doesNotContain("=<script>");
  }
}
