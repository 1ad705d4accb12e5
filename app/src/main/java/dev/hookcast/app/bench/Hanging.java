package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Pace;
import dev.hookcast.app.bench.load.Traffic;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Endpoints that take 15 s to answer, and what the others have of it. The same endpoints are
 * counted throughout: those that never hang.
 */
record Hanging(Ground ground, Site site, Traffic wide) {
  private static final int PERCENT = 100;

  private record Healthy(double perSecond, long slowNanos) {}

  /** Measures at so many deliveries a second. */
  Map<Figure, Double> measure(double perSecond) throws IOException, InterruptedException {
    var pace = new Pace.Open(Site.CONNECTIONS, perSecond);
    var figures = new EnumMap<Figure, Double>(Figure.class);
    try {
      hang(0);
      var before = healthy("1,000 endpoints at half the rate", pace);
      for (int percent : ground.plan().hanging()) {
        hang(percent);
        var after = healthy("the same while " + percent + " % hang", pace);
        var to = Figure.hanging(percent);
        figures.put(to.rate(), after.perSecond() / before.perSecond());
        figures.put(to.slow(), (double) after.slowNanos() / before.slowNanos());
      }
    } finally {
      ground.receiver().sicken(0, 0);
    }
    return figures;
  }

  private void hang(int percent) {
    ground.receiver().sicken(endpoints(ground.plan().mostHanging()), endpoints(percent));
  }

  private int endpoints(int percent) {
    return wide.shape().endpoints() * percent / PERCENT;
  }

  private Healthy healthy(String what, Pace pace) throws IOException, InterruptedException {
    try (var load = site.load(wide, pace)) {
      site.meter().measure(what + ", getting going", 2, load::failure);
      var latencies = load.latencies();
      var growth = site.meter().measure(what, ground.plan().seconds(), load::failure);
      return new Healthy(growth.perSecond(), latencies.percentile(99));
    }
  }
}
