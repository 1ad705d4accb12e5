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
        .contains(Figure.RAW, Figure.BACKLOG_START)
        .doesNotContain(Figure.RATIO, Figure.OTHER_BACKLOG_START);
  }

  @Test
  void whatDoesNotReachItsBarIsMissed() {
    var figures =
        new Figures(
            Map.of(
                Figure.RATIO, Figure.RATIO.bar().bound(),
                Figure.RATIO_1000, 0.01,
                Figure.LATENCY_ONE_P99, 15.1,
                Figure.DISK_RATIO, 0.9,
                Figure.RAW, 1.0));
    assertThat(figures.missed()).containsExactly(Figure.LATENCY_ONE_P99, Figure.RATIO_1000);
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
