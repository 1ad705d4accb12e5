package dev.hookcast.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void everyTypeOfProblemIsCompleteAndUnlikeAnyOther(ProblemType type) {
    var body = body(Refusal.of(type, "Why."));
    assertThat(body.integer("status")).hasValue(type.status());
    assertThat(type.status()).isBetween(400, 599);
    assertThat(type.title()).isNotBlank().doesNotEndWith(".");
    assertThat(type.code()).matches("[a-z0-9_]+");
    assertThat(Arrays.stream(ProblemType.values()).filter(t -> t.uri().equals(type.uri())))
        .containsExactly(type);
    assertThat(ProblemType.ofStatus(type.status()).status()).isEqualTo(type.status());
  }

  @Test
  void severalProblemsOfOneKindKeepTheirCodeAndOthersShareOne() {
    var one = new Problem("/a", "required", "A.");
    var two = new Problem("/b", "required", "B.");
    var other = new Problem("/c", "unknown_field", "C.");
    assertThat(body(Refusal.of(new InvalidInput(List.of(one, two)))).text("code"))
        .contains("required");
    var mixed = body(Refusal.of(new InvalidInput(List.of(one, other))));
    assertThat(mixed.text("code")).contains("invalid_input");
    assertThat(mixed.array("errors").items()).hasSize(2);
  }

  @Test
  void aCodeThatASinkThoughtOfDoesNotChangeTheStatus() {
    var input = InvalidInput.of("/options/url", "unauthorized", "A sink's own word.");
    assertThat(body(Refusal.of(input)).integer("status")).hasValue(422);
    assertThat(body(Refusal.conflict("busy", "Later.")).integer("status")).hasValue(409);
    assertThat(body(Refusal.conflict("busy", "Later.")).text("code")).contains("busy");
  }

  private static JsonObject body(Refusal refusal) {
    var body = refusal.answer(ErrorForm.PROBLEM, "r-1").body().orElseThrow();
    return (JsonObject) ((Answer.Body.Document) body).json();
  }
}
