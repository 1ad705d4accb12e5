package dev.hookcast.http.console.administration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.spi.Page;
import dev.hookcast.http.console.TestConsole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenPagesTest {
  private static final String TOKENS = TestConsole.HOME + "/tokens";
  private static final Pattern SHOWN = Pattern.compile("id=\"token\"[^>]*>([^<]+)<");

  private final TestConsole console = new TestConsole();
  private final TestConsole.Visitor admin = console.signIn(TestConsole.ADMIN);

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void anEmptyListSaysHowToMakeTheFirst() {
    assertThat(admin.page(TOKENS)).contains("No tokens yet", "hookcast tokens create");
  }

  @Test
  void aNewTokenIsShownOnceAndWorks() {
    var made = admin.post(TOKENS, Map.of("name", "ci", "role", "editor"));
    assertThat(made.statusCode()).isEqualTo(201);
    var shown = SHOWN.matcher(made.body());
    assertThat(shown.find()).isTrue();
    var token = shown.group(1);
    assertThat(console.core.organizations().authenticate(token)).isPresent();
    assertThat(admin.page(TOKENS)).contains(">ci<", ">editor<").doesNotContain(token);
  }

  @Test
  void singleScopesAndAnEndAreTaken() {
    var form =
        Map.of(
            "name", "reader", "role", "own", "scope:events:read", "on", "expires_at", "2027-01-31");
    assertThat(admin.post(TOKENS, form).statusCode()).isEqualTo(201);
    var grant = tokens().items().getFirst().grant();
    assertThat(grant.scopes()).containsExactly(TokenScope.EVENTS_READ);
    assertThat(grant.expiresAt().orElseThrow()).isEqualTo("2027-01-31T00:00:00Z");
  }

  @Test
  void everythingThatIsWrongIsSaidAndWhatWasTypedStays() {
    var form = Map.of("name", " ", "role", "own", "expires_at", "soon");
    var answer = admin.post(TOKENS, form);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("A token needs a name", "one scope at least", "Write a day like", "\"soon\"");
    assertThat(
            admin.post(TOKENS, Map.of("name", "x", "role", "viewer", "expires_at", "2020-01-01")))
        .satisfies(late -> assertThat(late.body()).contains("This time is over already."));
    assertThat(tokens().items()).isEmpty();
  }

  @Test
  void nobodyGivesAwayMoreThanTheyHave() {
    var little = console.signIn(console.token(TokenScope.TOKENS_ADMIN, TokenScope.EVENTS_READ));
    assertThat(little.page(TOKENS + "/new"))
        .contains("scope:events:read")
        .doesNotContain("scope:events:write", "value=\"owner\"");
    assertThat(little.post(TOKENS, Map.of("name", "x", "role", "owner")).statusCode())
        .isEqualTo(403);
    assertThat(little.post(TOKENS, Map.of("name", "x", "role", "own", "scope:events:write", "on")))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(422));
  }

  @Test
  void aRevokedTokenIsRefusedAtOnce() {
    var text = console.token(TokenScope.EVENTS_READ);
    var id = tokens().items().getFirst().id();
    var answer = admin.post(TOKENS + "/" + id + "/revoke", Map.of());
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(console.core.organizations().authenticate(text)).isEmpty();
    assertThat(admin.post(TOKENS + "/" + id + "/revoke", Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void aRotatedTokenIsShownOnceAndWorksBesideTheFormerOne() {
    var former = console.token(TokenScope.EVENTS_READ);
    var path = TOKENS + "/" + tokens().items().getFirst().id() + "/rotate";
    var answer = admin.post(path, Map.of("overlap", "PT1H"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("The former one is valid beside it until");
    var shown = SHOWN.matcher(answer.body());
    assertThat(shown.find()).isTrue();
    for (var text : List.of(former, shown.group(1))) {
      assertThat(console.core.organizations().authenticate(text)).isPresent();
    }
    assertThat(admin.page(TOKENS)).contains("Rotate t", "the former one is valid until");
    assertThat(admin.post(path, Map.of("overlap", "PT0S")).statusCode()).isEqualTo(200);
    assertThat(console.core.organizations().authenticate(shown.group(1))).isEmpty();
    var little = console.signIn(console.token(TokenScope.TOKENS_ADMIN));
    assertThat(little.post(path, Map.of("overlap", "PT0S")).statusCode()).isEqualTo(403);
    assertThat(admin.post(path, Map.of("overlap", "P8D")).statusCode()).isEqualTo(422);
  }

  @Test
  void aTokenOfOtherAddressesSignsNobodyIn() {
    var form = Map.of("name", "far", "role", "viewer", "addresses", "10.0.0.0/8,\n2001:db8::1");
    var made = admin.post(TOKENS, form);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(admin.page(TOKENS)).contains("only from 10.0.0.0/8, 2001:db8::1/128");
    var shown = SHOWN.matcher(made.body());
    assertThat(shown.find()).isTrue();
    assertThat(console.login(shown.group(1)).statusCode()).isEqualTo(401);
    var wrong = admin.post(TOKENS, Map.of("name", "n", "role", "viewer", "addresses", "here"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("A block of addresses is written as", ">here</textarea>");
  }

  @Test
  void whenATokenWasUsedIsShown() {
    var text = console.token(TokenScope.EVENTS_READ);
    assertThat(admin.page(TOKENS)).contains(">never<");
    console.signIn(text);
    assertThat(admin.page(TOKENS)).contains(">just now<").doesNotContain(">never<");
  }

  @Test
  void aNameIsShownAsText() {
    admin.post(TOKENS, Map.of("name", "<img src=x onerror=alert(1)>", "role", "viewer"));
    assertThat(admin.page(TOKENS)).contains("&lt;img src").doesNotContain("<img src=x");
  }

  @Test
  void whoeverMayNotAdministerTokensSeesNone() {
    var other = console.signIn(console.token(TokenScope.EVENTS_READ));
    assertThat(other.get(TOKENS).statusCode()).isEqualTo(403);
    assertThat(other.post(TOKENS, Map.of("name", "x", "role", "viewer")).statusCode())
        .isEqualTo(403);
    assertThat(other.page(TestConsole.HOME + "/dialects")).doesNotContain(TOKENS);
  }

  private Page<dev.hookcast.core.access.AccessToken> tokens() {
    return console.core.organizations().tokens(OrganizationId.DEFAULT, Page.Wanted.first(50));
  }
}
