package dev.hookcast.http.console.administration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.console.TestConsole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditPageTest {
  private static final String AUDIT = TestConsole.HOME + "/audit";

  private final TestConsole console = new TestConsole();
  private final TestConsole.Visitor admin = console.signIn(TestConsole.ADMIN);

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void anEmptyLogSaysWhatWillStandThere() {
    assertThat(admin.page(AUDIT)).contains("Nothing was changed yet");
  }

  @Test
  void whatWasDoneInTheConsoleStandsThereWithItsAuthor() {
    admin.post(TestConsole.HOME + "/tokens", Map.of("name", "<i>ci</i>", "role", "viewer"));
    assertThat(admin.page(AUDIT))
        .contains("token: create", "from 127.0.0.1", "&lt;i&gt;ci&lt;/i&gt;")
        .doesNotContain("<i>ci");
  }

  @Test
  void aFilterNarrowsTheLogAndOneThatMakesNoSenseIsSaidAtItsField() {
    admin.post(TestConsole.HOME + "/tokens", Map.of("name", "ci", "role", "viewer"));
    assertThat(admin.page(AUDIT + "?action=token.revoke")).contains("Nothing fits");
    assertThat(admin.page(AUDIT + "?action=token.create")).contains(">ci<");
    assertThat(admin.page(AUDIT + "?action=nonsense")).contains("The actions are");
    assertThat(admin.page(AUDIT + "?since=yesterday")).contains("Write a time like");
  }

  @Test
  void onlyWhoeverMaySeeEveryOrganizationDoes() {
    admin.post("/console/organizations", Map.of("id", "acme"));
    assertThat(admin.page(AUDIT)).doesNotContain(">acme<");
    assertThat(admin.page(AUDIT + "?all=on")).contains(">acme<");
    var reader = console.signIn(console.token(TokenScope.AUDIT_READ));
    assertThat(reader.page(AUDIT + "?all=on")).doesNotContain(">acme<");
    var nobody = console.signIn(console.token(TokenScope.EVENTS_READ));
    assertThat(nobody.get(AUDIT).statusCode()).isEqualTo(403);
  }

  @Test
  void aDifferenceNamesEachValueThatChanged() {
    var before = object("name", Json.of("a")).with("filter", object("status", Json.of("failed")));
    var after = object("name", Json.of("a")).with("limit", Json.of(4));
    assertThat(Difference.between(Optional.of(before), Optional.of(after)))
        .containsExactly(
            new Difference("filter.status", Optional.of("failed"), Optional.empty()),
            new Difference("limit", Optional.empty(), Optional.of("4")));
    assertThat(Difference.between(Optional.empty(), Optional.empty())).isEqualTo(List.of());
  }

  private static JsonObject object(String name, Json value) {
    return JsonObject.writing().put(name, value).done();
  }
}
