package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Histogram;
import dev.hookcast.app.bench.load.Pace;
import dev.hookcast.app.bench.load.Publication;
import dev.hookcast.app.bench.load.Traffic;
import dev.hookcast.app.bench.load.Traffic.Shape;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** All measurements once, each service that they need started once. */
final class Round {
  private static final String MAIN = "bench";
  private static final int WIDE = 1_000;
  private static final int RAW_WIDE = 256;
  private static final int LATEST_SECONDS = 30;
  private static final int FAN_OUT = 10;
  private static final double NANOS_PER_MS = 1e6;

  private final Ground ground;
  private final Plan plan;
  private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

  Round(Ground ground) {
    this.ground = ground;
    this.plan = ground.plan();
  }

  Figures play() throws IOException, InterruptedException {
    try (var site = Site.start(ground, Variant.AS_SERVED)) {
      var traffic = site.traffic(MAIN, plan.shape());
      var warm = new Duel.Side("end to end", site, traffic);
      long begin = ground.receiver().arrivals();
      double rate = site.warm("end to end", traffic);
      // At once: after a pause it would have to get going anew.
      if (plan.has(Part.RATIO)) {
        rate = durable(site, traffic);
        if (plan.keeping() instanceof Keeping.InFile) {
          disk(site, ground.receiver().arrivals() - begin);
        }
      }
      double raw = plan.has(Part.RATIO) || plan.has(Part.FANOUT) ? raw(site) : 0;
      if (plan.has(Part.RATIO)) {
        figures.put(Figure.RATIO, rate / raw);
      }
      if (plan.has(Part.LATENCY)) {
        latency(site, traffic, rate);
      }
      if (plan.has(Part.FANOUT)) {
        var fanned = site.traffic("bench-fanout", new Shape(FAN_OUT, FAN_OUT));
        figures.put(Figure.RATIO_FANOUT_10, site.saturated("each event to ten", fanned) / raw);
      }
      if (plan.has(Part.MEMORY)) {
        figures.put(Figure.DURABLE_OVER_MEMORY, new Duel(ground).durableOverMemory(warm));
      }
      if (plan.has(Part.STORE)) {
        figures.putAll(new Stores(ground).measure(warm));
      }
      if (plan.has(Part.BACKLOG)) {
        figures.putAll(new Backlog(ground).measure(warm));
      }
      if (plan.has(Part.ENDPOINTS) || plan.has(Part.HANGING)) {
        wide(site);
      }
      if (plan.has(Part.SUBSCRIPTIONS)) {
        site.meter().calm("what was late arrives", LATEST_SECONDS);
        figures.putAll(new ManySubscriptions(ground, site).measure());
      }
      site.service().residentMegabytes().ifPresent(mb -> figures.put(Figure.RSS, mb));
    }
    return new Figures(figures);
  }

  private double raw(Site site) throws IOException, InterruptedException {
    var client = new ClientAlone(ground, site.meter());
    double raw = client.measure("the client alone", plan.shape().endpoints(), Site.CONNECTIONS);
    figures.put(Figure.RAW, raw);
    if (plan.has(Part.RATIO)) {
      var wrk = new Wrk(ground, site.meter()).measure();
      wrk.ifPresent(
          perSecond -> {
            figures.put(Figure.WRK, perSecond);
            figures.put(Figure.RAW_OVER_WRK, raw / perSecond);
          });
    }
    return raw;
  }

  private double durable(Site site, Traffic traffic) throws IOException, InterruptedException {
    try (var load = site.fullLoad(traffic)) {
      site.meter().measure("end to end, getting going", 1, load::failure);
      var service = site.nodes().cpu();
      var own = Ground.cpu();
      var growth = site.meter().measure("end to end", plan.seconds(), load::failure);
      figures.put(Figure.DURABLE, growth.perSecond());
      var used = site.nodes().cpu().minus(service);
      if (!used.isZero()) {
        figures.put(Figure.CPU, used.toNanos() / 1e3 / growth.count());
        figures.put(Figure.LOAD_CPU, Ground.cpu().minus(own).toNanos() / 1e3 / growth.count());
      }
      return growth.perSecond();
    }
  }

  /** Over all since the start: a few seconds alone may fill what was allotted before. */
  private void disk(Site site, long deliveries) throws IOException, InterruptedException {
    double events = (double) deliveries / plan.shape().fanOut();
    long disk = site.service().diskBytes();
    var kept = site.desk().keptBytes(MAIN, Publication.document(plan.event().bytes()));
    figures.put(Figure.DISK_RATIO, disk / events / kept);
  }

  private void latency(Site site, Traffic traffic, double rate)
      throws IOException, InterruptedException {
    int seconds = Math.max(1, plan.seconds() / 2);
    var one = latencies(site, "one at a time", traffic, pace(traffic), seconds);
    put(Figure.LATENCY_ONE_P50, Figure.LATENCY_ONE_P99, one);
    var half = new Pace.Open(Site.CONNECTIONS, rate / 2);
    var many = latencies(site, "at half the rate", traffic, half, plan.seconds());
    put(Figure.LATENCY_LOAD_P50, Figure.LATENCY_LOAD_P99, many);
  }

  private static Pace pace(Traffic traffic) {
    return new Pace.Closed(1, traffic.deliveries());
  }

  private Histogram latencies(Site site, String what, Traffic traffic, Pace pace, int seconds)
      throws IOException, InterruptedException {
    try (var load = site.load(traffic, pace)) {
      site.meter().measure(what + ", getting going", 1, load::failure);
      var latencies = load.latencies();
      site.meter().measure(what, seconds, load::failure);
      return latencies;
    }
  }

  private void put(Figure median, Figure slow, Histogram latencies) {
    figures.put(median, latencies.percentile(50) / NANOS_PER_MS);
    figures.put(slow, latencies.percentile(99) / NANOS_PER_MS);
  }

  private void wide(Site site) throws IOException, InterruptedException {
    var wide = site.traffic("bench-wide", new Shape(WIDE, 1));
    double rate;
    if (plan.has(Part.ENDPOINTS)) {
      var client = new ClientAlone(ground, site.meter());
      double raw = client.measure("the client alone, 1,000 endpoints", WIDE, RAW_WIDE);
      rate = site.saturated("1,000 endpoints", wide);
      figures.put(Figure.RAW_1000, raw);
      figures.put(Figure.RATIO_1000, rate / raw);
    } else {
      rate = site.warm("1,000 endpoints", wide, plan.shortWarmUp());
    }
    if (plan.has(Part.HANGING)) {
      figures.putAll(new Hanging(ground, site, wide).measure(rate / 2));
    }
  }
}
