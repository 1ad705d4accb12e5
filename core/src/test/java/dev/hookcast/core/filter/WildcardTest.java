package dev.hookcast.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.RandomJson;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
  @ParameterizedTest
  @CsvSource({
    "shop, shop, true",
    "shop, SHOP, true",
    "shop, shop-v2, false",
    "shop*, Shop-v2, true",
    "shop*, shop, true",
    "shop*, my-shop, false",
    "*, '', true",
    "ÉTÉ, été, true",
  })
  void aPrefixComparesWithoutCase(String pattern, String text, boolean matches) {
    assertThat(Wildcard.prefix(pattern, text)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "main, main, true",
    "main, Main, false",
    "feature/*, feature/a/b, true",
    "feature/*, feature/, true",
    "*-live, a-live, true",
    "*-live, a-lively, false",
    "a*b*c, a--b--c, true",
    "a*b*c, acb, false",
    "ab*ba, aba, false",
    "**, anything, true",
    "'', '', true",
  })
  void aGlobComparesWithCase(String pattern, String text, boolean matches) {
    assertThat(Wildcard.glob(pattern, text)).isEqualTo(matches);
  }

  @Test
  void aGlobAgreesWithItsDefinition() {
    for (long seed = 1; seed <= 20_000; seed++) {
      var random = new RandomJson(seed);
      var pattern = random.text("ab*", 7);
      var text = random.text("ab", 8);
      assertThat(Wildcard.glob(pattern, text))
          .as("seed %d: %s on %s", seed, pattern, text)
          .isEqualTo(defined(pattern, text));
    }
  }

  @Test
  void aPrefixAgreesWithItsDefinition() {
    for (long seed = 1; seed <= 5_000; seed++) {
      var random = new RandomJson(seed);
      var pattern = random.text("aB", 3) + random.oneOf(List.of("", "*"));
      var text = random.text("Ab", 4);
      assertThat(Wildcard.prefix(pattern, text))
          .as("seed %d: %s on %s", seed, pattern, text)
          .isEqualTo(defined(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void caseDoesNotDependOnWhereItRuns() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(Wildcard.prefix("INFRA*", "infra-1")).isTrue();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void manyStarsOnALongTextAreDecidedAtOnce() {
    assertThat(Wildcard.glob("a*".repeat(100) + "c", "a".repeat(100_000) + "b")).isFalse();
  }

  /** What a star means, said in the plainest way. */
  private static boolean defined(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      return defined(pattern.substring(1), text)
          || (!text.isEmpty() && defined(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && text.charAt(0) == pattern.charAt(0)
        && defined(pattern.substring(1), text.substring(1));
  }
}
