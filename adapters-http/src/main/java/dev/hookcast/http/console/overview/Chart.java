package dev.hookcast.http.console.overview;

import dev.hookcast.core.api.Vitals.Minute;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The attempts of each minute as bars, in a picture of {@link #WIDTH} by {@link #HEIGHT}.
 *
 * @param most what the highest bar stands for
 */
record Chart(List<Bar> bars, long most) {
  static final int WIDTH = 600;
  static final int HEIGHT = 120;
  private static final int BAR = 10;
  private static final int LEAST = 2; // so that one among thousands is seen

  Chart {
    bars = List.copyOf(bars);
  }

  /** One minute: what failed stands on what arrived. */
  record Bar(Minute minute, int x, int delivered, int failed) {
    int deliveredY() {
      return HEIGHT - delivered;
    }

    int failedY() {
      return HEIGHT - delivered - failed;
    }

    boolean any() {
      return minute.delivered() + minute.failed() + minute.accepted() > 0;
    }
  }

  static Chart of(List<Minute> minutes) {
    long most = minutes.stream().mapToLong(m -> m.delivered() + m.failed()).max().orElse(0);
    var bars =
        IntStream.range(0, minutes.size())
            .mapToObj(i -> bar(minutes.get(i), i * BAR, Math.max(1, most)))
            .toList();
    return new Chart(bars, most);
  }

  private static Bar bar(Minute minute, int x, long most) {
    return new Bar(minute, x, height(minute.delivered(), most), height(minute.failed(), most));
  }

  private static int height(long count, long most) {
    return count == 0 ? 0 : (int) Math.max(LEAST, count * (HEIGHT - LEAST) / most);
  }
}
