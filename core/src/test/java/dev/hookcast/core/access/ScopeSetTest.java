package dev.hookcast.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScopeSetTest {
  @Test
  void eachHoldsLessThanTheOneBefore() {
    assertThat(ScopeSet.OWNER.scopes())
        .hasSize(TokenScope.values().length - 1)
        .doesNotContain(TokenScope.SYSTEM_ADMIN);
    assertThat(ScopeSet.OWNER.scopes()).containsAll(ScopeSet.EDITOR.scopes());
    assertThat(ScopeSet.EDITOR.scopes()).containsAll(ScopeSet.VIEWER.scopes()).hasSize(8);
    assertThat(ScopeSet.EDITOR.scopes())
        .doesNotContain(
            TokenScope.TOKENS_ADMIN, TokenScope.AUDIT_READ, TokenScope.ORGANIZATION_ADMIN);
    assertThat(ScopeSet.VIEWER.scopes())
        .allMatch(scope -> scope.word().endsWith(":read"))
        .doesNotContain(TokenScope.PAYLOADS_READ);
  }

  @Test
  void aSetIsFoundByItsNameAlone() {
    for (var set : ScopeSet.values()) {
      assertThat(ScopeSet.named(set.word())).contains(set);
    }
    assertThat(ScopeSet.named("Owner")).isEmpty();
    assertThat(ScopeSet.named("events:read")).isEmpty();
  }

  @Test
  void aGrantListsItsScopesInTheirOrder() {
    var reversed =
        EnumSet.allOf(TokenScope.class).stream()
            .sorted((a, b) -> b.compareTo(a))
            .collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new));
    assertThat(new Grant("n", reversed, Optional.empty()).scopes())
        .containsExactly(TokenScope.values());
  }
}
