package dev.hookcast.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.bench.load.Traffic.Shape;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 10, 97, 618, 1_000, 5_000})
  void everyGroupHasItsTurnBeforeOneHasItAgain(int groups) {
    var shape = new Shape(groups * 2, 2);
    Set<Integer> seen = new HashSet<>();
    int group = 0;
    for (int i = 0; i < groups; i++) {
      seen.add(group);
      group = (group + shape.stride()) % groups;
    }
    assertThat(seen).hasSize(groups);
    assertThat(group).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100, 300})
  void theFirstEndpointsComeEvenlySpreadAmongTheOthers(int first) {
    var shape = new Shape(1_000, 1);
    int met = 0;
    for (int i = 0; i < 100; i++) {
      met += i * shape.stride() % 1_000 < first ? 1 : 0;
    }
    assertThat(met).isBetween(first / 10 - 2, first / 10 + 2);
  }
}
