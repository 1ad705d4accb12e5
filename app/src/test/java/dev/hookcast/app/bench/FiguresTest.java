package dev.hookcast.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.http.JacksonJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void namesWithADotAreMembersOfAnObject() {
    var figures =
        new Figures(
            Map.of(
                Figure.RAW, 40_123.7,
                Figure.LATENCY_ONE_P99, 4.5,
                Figure.LATENCY_ONE_P50, 1.23456,
                Figure.JVM_STARTS, 1.0));
    assertThat(new JacksonJson().write(figures.json()).text())
        .isEqualTo(
            "{\"raw_per_s\":40124,\"latency_one_ms\":{\"p50\":1.235,\"p99\":4.5},\"jvm_starts\":1}");
  }

  @Test
  void whatWasNotMeasuredIsLeftOutAndSaid() {
    var figures = new Figures(Map.of(Figure.RATIO, 0.5));
    assertThat(figures.json().members()).containsOnlyKeys("ratio");
    assertThat(figures.leftOut())
        .contains("raw_per_s", "backlog_1000000.start_s")
        .doesNotContain("ratio");
  }

  @Test
  void theTableHasARowForEachFigureInItsOrder() {
    var figures = new Figures(Map.of(Figure.HEAP_MAX, 256.0, Figure.RATIO, 0.25));
    assertThat(figures.table().lines(80, false))
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("ratio").contains("0.25"))
        .satisfies(lines -> assertThat(lines.get(2)).startsWith("heap_max_mb").contains("256"));
  }

  @Test
  void theMedianIsTakenFigureByFigureOverTheRoundsThatHaveIt() {
    var rounds =
        List.of(
            new Figures(Map.of(Figure.RATIO, 3.0, Figure.CPU, 7.0)),
            new Figures(Map.of(Figure.RATIO, 1.0)),
            new Figures(Map.of(Figure.RATIO, 2.0, Figure.CPU, 5.0)));
    assertThat(Figures.median(rounds).values())
        .isEqualTo(Map.of(Figure.RATIO, 2.0, Figure.CPU, 5.0));
  }
}
