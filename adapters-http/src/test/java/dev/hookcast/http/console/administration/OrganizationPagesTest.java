package dev.hookcast.http.console.administration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.http.console.TestConsole;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrganizationPagesTest {
  private static final String HERE = "/console/organizations";

  private final TestConsole console = new TestConsole();
  private final TestConsole.Visitor admin = console.signIn(TestConsole.ADMIN);

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void anOrganizationIsMadeAndListed() {
    var made = admin.post(HERE, Map.of("id", "acme", "name", "<b>Acme</b>"));
    assertThat(made.statusCode()).isEqualTo(303);
    assertThat(made.headers().firstValue("Location").orElseThrow()).startsWith(HERE + "/acme");
    assertThat(admin.page(HERE)).contains("acme", "&lt;b&gt;Acme").doesNotContain("<b>Acme");
  }

  @Test
  void whatIsWrongIsSaidAtItsField() {
    admin.post(HERE, Map.of("id", "acme"));
    var taken = admin.post(HERE, Map.of("id", "acme", "name", "again"));
    assertThat(taken.statusCode()).isEqualTo(422);
    assertThat(taken.body()).contains("This id is taken, or was", "value=\"again\"");
    assertThat(admin.post(HERE, Map.of("id", "No Such Id")).body()).contains("lower-case letters");
    assertThat(admin.post(HERE, Map.of("id", "long", "name", "n".repeat(201))).statusCode())
        .isEqualTo(422);
  }

  @Test
  void onlyWhoeverWritesItsIdDeletesIt() {
    admin.post(HERE, Map.of("id", "acme"));
    assertThat(admin.page(HERE + "/acme/delete")).contains("Delete it");
    assertThat(admin.post(HERE + "/acme/delete", Map.of("id", "acm")).statusCode()).isEqualTo(422);
    assertThat(console.core.organizations().find(new OrganizationId("acme"))).isPresent();
    assertThat(admin.post(HERE + "/acme/delete", Map.of("id", "acme")).statusCode()).isEqualTo(303);
    assertThat(console.core.organizations().find(new OrganizationId("acme"))).isEmpty();
    assertThat(admin.get(HERE + "/acme/delete").statusCode()).isEqualTo(404);
  }

  @Test
  void theFirstOneCannotBeDeleted() {
    assertThat(admin.page(HERE + "/default/delete")).doesNotContain("Delete it");
    assertThat(admin.post(HERE + "/default/delete", Map.of("id", "default")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void onlyWhoeverAdministersTheServiceSeesThem() {
    var owner = console.signIn(console.token(TokenScope.ORGANIZATION_ADMIN));
    assertThat(owner.get(HERE).statusCode()).isEqualTo(403);
    assertThat(owner.post(HERE, Map.of("id", "acme")).statusCode()).isEqualTo(403);
    assertThat(owner.post(HERE + "/default/delete", Map.of("id", "default")).statusCode())
        .isEqualTo(403);
    assertThat(owner.get(TestConsole.HOME + "/settings").statusCode()).isEqualTo(403);
  }

  @Test
  void settingsSayWhatIsSetAndByWhom() {
    assertThat(admin.page(TestConsole.HOME + "/settings"))
        .contains("7.7.7", "server.port", "9191", "--server.port", "data.dir", ">bin<");
  }
}
