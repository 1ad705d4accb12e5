package dev.hookcast.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SheetTest {
  private final Sheet sheet =
      new Sheet(
          new Figures(
              Map.of(
                  Figure.RAW, 61_234.4,
                  Figure.RATIO, 0.25,
                  Figure.RATIO_1000, 0.2,
                  Figure.HEAP_MAX, 256.0)));

  @Test
  void figuresStandUnderTheirPartWithTheirBar() {
    var lines = sheet.table().lines(120, false).stream().map(String::strip).toList();
    assertThat(lines)
        .extracting(line -> line.split(" {2,}", -1)[0])
        .containsExactly(
            "Throughput",
            "raw_per_s",
            "ratio",
            "",
            "1,000 endpoints",
            "ratio_1000",
            "",
            "The process",
            "heap_max_mb");
    assertThat(lines.get(1)).contains("61,234");
    assertThat(lines.get(2)).contains("0.250", "≥ 0.22", "holds");
    assertThat(lines.get(5)).contains("0.200", "≥ 0.3", "missed");
  }

  @Test
  void whatWasLeftOutIsSaidPartByPart() {
    assertThat(sheet.leftOut())
        .contains("endpoints: raw_1000_per_s", "memory: durable_over_memory")
        .extracting(line -> line.split(":", 2)[0])
        .containsExactlyElementsOf(
            List.of(
                "ratio",
                "latency",
                "fanout",
                "endpoints",
                "hanging",
                "memory",
                "store",
                "subscriptions",
                "backlog"));
  }
}
