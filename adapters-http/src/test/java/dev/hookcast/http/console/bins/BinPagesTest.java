package dev.hookcast.http.console.bins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.event.EventType;
import dev.hookcast.http.console.TestConsole;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BinPagesTest {
  private static final String BINS = TestConsole.HOME + "/bins";

  private final TestConsole console = new TestConsole();
  private final TestConsole.Visitor admin = console.signIn(TestConsole.ADMIN);

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void aBinShowsWhatArrives() {
    var made = admin.post(BINS, Map.of("name", "try", "dialect", "cloudevents", "status", "503"));
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).contains("Copy the secret now", "whsec_");
    var bin = BINS + "/" + id();
    assertThat(admin.page(bin)).contains("Nothing has arrived yet").doesNotContain("whsec_");
    tryIt();
    assertThat(admin.page(bin))
        .contains(">503<", "webhook-signature", "environment.deploy", "hx-trigger");
    assertThat(admin.post(bin + "/empty", Map.of()).statusCode()).isEqualTo(303);
    assertThat(admin.page(bin)).contains("Nothing has arrived yet");
  }

  @Test
  void whatCannotBeMadeIsSaidWithWhatWasTyped() {
    var answer = admin.post(BINS, Map.of("name", "<b>x", "dialect", "cloudevents", "status", "99"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("A status is 200 to 599.", "&lt;b>x").doesNotContain("<b>x");
  }

  @Test
  void headersAndBodiesTakeTheScopeThatPayloadsTake() {
    admin.post(BINS, Map.of("name", "try", "dialect", "cloudevents"));
    var bin = BINS + "/" + id();
    var viewer = console.signIn(console.token(TokenScope.SUBSCRIPTIONS_READ));
    assertThat(viewer.get(BINS).statusCode()).isEqualTo(403);
    assertThat(viewer.get(bin).statusCode()).isEqualTo(403);
    var reader = console.signIn(console.token(TokenScope.PAYLOADS_READ));
    assertThat(reader.page(bin)).doesNotContain("Empty it");
    assertThat(reader.post(bin + "/empty", Map.of()).statusCode()).isEqualTo(403);
    assertThat(reader.post(BINS, Map.of("dialect", "convox")).statusCode()).isEqualTo(403);
  }

  private String id() {
    return console.core.subscriptions().list(OrganizationId.DEFAULT).getFirst().id().value();
  }

  private void tryIt() {
    var organization = OrganizationId.DEFAULT;
    var id = console.core.subscriptions().list(organization).getFirst().id();
    console.core.trials().test(organization, id, new EventType("environment.deploy"));
    console.deliver();
  }
}
