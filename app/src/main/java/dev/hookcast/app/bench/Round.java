package dev.hookcast.app.bench;

import dev.hookcast.app.bench.Bench.Stage;
import dev.hookcast.app.bench.Plan.Shape;
import dev.hookcast.app.client.Api;
import dev.hookcast.app.client.Failure;
import dev.hookcast.app.client.Problems;
import dev.hookcast.core.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** All measurements on one start of the service. */
final class Round {
  private static final String MAIN = "bench";
  private static final int START_SECONDS = 30;
  private static final int RAW_WARM_UP = 10;
  private static final int CONNECTIONS = 64;
  private static final int RAW_WIDE = 256;
  private static final int OUTSTANDING = 256;
  private static final int WIDE = 1_000;
  private static final int FAN_OUT = 10;
  private static final int SICK = WIDE / 10;
  private static final int TOTAL_CONCURRENCY = 64;
  private static final int USUAL_CONCURRENCY = 10;
  private static final double NANOS_PER_MS = 1e6;

  private final Stage stage;
  private final Plan plan;
  private final Receiver receiver;
  private final ServiceProcess service;
  private final Meter meter;
  private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);
  private final long begin;
  private long foreign;

  Round(Stage stage, Plan plan, Receiver receiver, ServiceProcess service) {
    this.stage = stage;
    this.plan = plan;
    this.receiver = receiver;
    this.service = service;
    this.meter = new Meter(receiver::arrivals, service, stage.progress());
    this.begin = receiver.arrivals();
  }

  Figures play() throws IOException, InterruptedException {
    start();
    var main = traffic(MAIN, plan.shape());
    double rate = warm(main, plan.warmUp());
    double raw = plan.has(Part.RATIO) || plan.has(Part.FANOUT) ? raw() : 0;
    if (plan.has(Part.RATIO)) {
      rate = durable(main, raw);
    }
    if (plan.has(Part.LATENCY)) {
      latency(main, rate);
    }
    if (plan.has(Part.FANOUT)) {
      var fanned = traffic("bench-fanout", new Shape(FAN_OUT, FAN_OUT));
      figures.put(Figure.RATIO_FANOUT_10, saturated("each event to ten", fanned) / raw);
    }
    if (plan.has(Part.ENDPOINTS) || plan.has(Part.HANGING)) {
      wide();
    }
    service.residentMegabytes().ifPresent(mb -> figures.put(Figure.RSS, mb));
    return new Figures(figures);
  }

  private void start() throws IOException, InterruptedException {
    stage.progress().accept("starting the service");
    service.start(stage.mainClass());
    stage.executor().execute(service::awaitReady);
    long began = System.nanoTime();
    for (int i = 1; !service.ready(); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
      service.check();
      if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
        throw Failure.of("the service isn't ready after " + START_SECONDS + " s");
      }
      if (i % 50 == 0) {
        stage.progress().accept("starting the service (" + i / 50 + " s)");
      }
    }
  }

  private double raw() throws IOException, InterruptedException {
    double raw = raw("the client alone", plan.shape().endpoints(), CONNECTIONS);
    figures.put(Figure.RAW, raw);
    return raw;
  }

  private double raw(String what, int endpoints, int threads)
      throws IOException, InterruptedException {
    var body = Publication.document(plan.event().bytes()).getBytes(StandardCharsets.ISO_8859_1);
    var requests =
        receiver.urls(endpoints).stream().map(url -> stage.posts().to(url, body)).toList();
    long before = receiver.arrivals();
    try (var load = RawLoad.start(requests, threads, stage.executor())) {
      meter.warm(what, Math.min(RAW_WARM_UP, plan.warmUp()), load::failure);
      return meter.measure(what, plan.seconds(), load::failure).perSecond();
    } finally {
      foreign += receiver.arrivals() - before;
    }
  }

  private double warm(Traffic traffic, int most) throws IOException, InterruptedException {
    try (var load = load(traffic, full(traffic))) {
      return meter.warm("end to end", most, load::failure);
    }
  }

  private double durable(Traffic traffic, double raw) throws IOException, InterruptedException {
    double rate;
    try (var load = load(traffic, full(traffic))) {
      meter.measure("end to end, getting going", 1, load::failure);
      var cpu = service.cpu();
      var growth = meter.measure("end to end", plan.seconds(), load::failure);
      var used = service.cpu().minus(cpu);
      if (!used.isZero()) {
        figures.put(Figure.CPU, used.toNanos() / 1e3 / growth.count());
      }
      rate = growth.perSecond();
    }
    figures.put(Figure.DURABLE, rate);
    figures.put(Figure.RATIO, rate / raw);
    disk();
    return rate;
  }

  /** Over all since the start: a few seconds alone may fill what was allotted before. */
  private void disk() throws IOException, InterruptedException {
    double events = (double) (receiver.arrivals() - begin - foreign) / plan.shape().fanOut();
    long disk = service.diskBytes();
    var kept = desk().keptBytes(MAIN, Publication.document(plan.event().bytes()));
    figures.put(Figure.DISK_RATIO, disk / events / kept);
  }

  private void latency(Traffic traffic, double rate) throws IOException, InterruptedException {
    int seconds = Math.max(1, plan.seconds() / 2);
    try (var load = load(traffic, new Pace.Closed(1, traffic.deliveries()))) {
      meter.measure("one at a time, getting going", 1, load::failure);
      var latencies = load.latencies();
      meter.measure("one at a time", seconds, load::failure);
      put(Figure.LATENCY_ONE_P50, Figure.LATENCY_ONE_P99, latencies);
    }
    try (var load = load(traffic, new Pace.Open(CONNECTIONS, rate / 2))) {
      meter.measure("at half the rate, getting going", 1, load::failure);
      var latencies = load.latencies();
      meter.measure("at half the rate", plan.seconds(), load::failure);
      put(Figure.LATENCY_LOAD_P50, Figure.LATENCY_LOAD_P99, latencies);
    }
  }

  private void put(Figure median, Figure slow, Histogram latencies) {
    figures.put(median, latencies.percentile(50) / NANOS_PER_MS);
    figures.put(slow, latencies.percentile(99) / NANOS_PER_MS);
  }

  private void wide() throws IOException, InterruptedException {
    var wide = traffic("bench-wide", new Shape(WIDE, 1));
    double rate;
    if (plan.has(Part.ENDPOINTS)) {
      double raw = raw("the client alone, 1,000 endpoints", WIDE, RAW_WIDE);
      rate = saturated("1,000 endpoints", wide);
      figures.put(Figure.RAW_1000, raw);
      figures.put(Figure.RATIO_1000, rate / raw);
    } else {
      rate = warm(wide, Math.min(RAW_WARM_UP, plan.warmUp()));
    }
    if (plan.has(Part.HANGING)) {
      hanging(wide, rate / 2);
    }
  }

  private void hanging(Traffic wide, double perSecond) throws IOException, InterruptedException {
    var pace = new Pace.Open(CONNECTIONS, perSecond);
    receiver.sicken(SICK, false);
    var before = healthy("1,000 endpoints at half the rate", wide, pace);
    receiver.sicken(SICK, true);
    var after = healthy("the same while a tenth hangs", wide, pace);
    receiver.sicken(0, false);
    figures.put(Figure.HANGING_10_RATE, after.perSecond() / before.perSecond());
    figures.put(Figure.HANGING_10_P99, (double) after.slowNanos() / before.slowNanos());
  }

  private record Healthy(double perSecond, long slowNanos) {}

  private Healthy healthy(String what, Traffic traffic, Pace pace)
      throws IOException, InterruptedException {
    try (var load = load(traffic, pace)) {
      meter.measure(what + ", getting going", 2, load::failure);
      var latencies = load.latencies();
      var growth = meter.measure(what, plan.seconds(), load::failure);
      return new Healthy(growth.perSecond(), latencies.percentile(99));
    }
  }

  private double saturated(String what, Traffic traffic) throws IOException, InterruptedException {
    try (var load = load(traffic, full(traffic))) {
      meter.warm(what, Math.min(RAW_WARM_UP, plan.warmUp()), load::failure);
      return meter.measure(what, plan.seconds(), load::failure).perSecond();
    }
  }

  private Load load(Traffic traffic, Pace pace) {
    return Load.start(traffic, pace, receiver, stage.executor());
  }

  private static Pace full(Traffic traffic) {
    return new Pace.Closed(CONNECTIONS, Math.max(OUTSTANDING, 4 * traffic.deliveries()));
  }

  private Traffic traffic(String organization, Shape shape) throws IOException {
    var desk = desk();
    desk.organize(organization);
    var urls = receiver.urls(shape.endpoints());
    int concurrency = Math.max(USUAL_CONCURRENCY, TOTAL_CONCURRENCY / shape.endpoints());
    long said = System.nanoTime();
    for (int i = 0; i < urls.size(); i++) {
      var type = Publication.type(i / shape.fanOut());
      desk.subscribe(organization, urls.get(i), type, concurrency);
      if (System.nanoTime() - said > TimeUnit.SECONDS.toNanos(1)) {
        stage.progress().accept("subscribing: " + (i + 1) + " of " + urls.size());
        said = System.nanoTime();
      }
    }
    var head =
        "POST /v1/organizations/%s/events HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
            .formatted(organization, service.address().getAuthority(), service.token());
    return new Traffic(service.address(), head, shape, plan.event());
  }

  private Desk desk() throws IOException {
    var token = Optional.of(new Secret(service.token()));
    var problems = new Problems(stage.json(), false);
    return new Desk(new Api(service.address().toString(), token, problems), stage.json());
  }
}
