package dev.hookcast.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks every rule of {@link ArchitectureTest} once and sees it fail. */
class ArchitectureBitesTest {
  private static final Map<String, ArchRule> RULES =
      rules().collect(toMap(Field::getName, field -> value(field, ArchRule.class)));

  private static Plantation plantation;

  @BeforeAll
  static void plant(@TempDir Path folder) {
    var all = Stream.concat(Violations.all(), Permissions.all()).toList();
    plantation = new Plantation(folder, all);
  }

  @ParameterizedTest
  @MethodSource("dev.hookcast.architecture.Violations#all")
  void aViolationIsFoundAndNamed(Planted planted) {
    assertThat(complaints(planted))
        .anySatisfy(complaint -> assertThat(complaint).contains(planted.culprit()));
  }

  @ParameterizedTest
  @MethodSource("dev.hookcast.architecture.Permissions#all")
  void whatIsAllowedPasses(Planted planted) {
    assertThat(complaints(planted)).isEmpty();
  }

  @Test
  void everyRuleIsBrokenByAtLeastOneViolation() {
    assertThat(Violations.all().map(Planted::rule)).containsAll(RULES.keySet());
  }

  @Test
  void noRuleIsLeftOutForWantOfAnAnnotation() {
    assertThat(rules()).allMatch(field -> field.isAnnotationPresent(ArchTest.class));
  }

  private static List<String> complaints(Planted planted) {
    assertThat(RULES).containsKey(planted.rule());
    var classes = plantation.of(planted);
    assertThat(classes).isNotEmpty();
    var result = RULES.get(planted.rule()).allowEmptyShould(true).evaluate(classes);
    return result.getFailureReport().getDetails();
  }

  private static Stream<Field> rules() {
    return Stream.of(ArchitectureTest.class.getDeclaredFields())
        .filter(field -> field.getType() == ArchTests.class)
        .map(field -> value(field, ArchTests.class).getDefinitionLocation())
        .flatMap(theme -> Stream.of(theme.getDeclaredFields()))
        .filter(field -> field.getType() == ArchRule.class);
  }

  private static <T> T value(Field field, Class<T> type) {
    try {
      return type.cast(field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " is private", e);
    }
  }
}
