package dev.hookcast.app.bench;

import dev.hookcast.app.bench.Meter.Growth;
import dev.hookcast.app.bench.load.Load;
import dev.hookcast.app.bench.load.Pace;
import dev.hookcast.app.bench.load.Publication;
import dev.hookcast.app.bench.load.Traffic;
import dev.hookcast.app.bench.load.Traffic.EventSize;
import dev.hookcast.app.bench.load.Traffic.Shape;
import dev.hookcast.app.client.Api;
import dev.hookcast.app.client.Failure;
import dev.hookcast.app.client.Problems;
import dev.hookcast.core.Secret;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A service that is measured, and the loads on it. */
final class Site implements AutoCloseable {
  /** As many requests as the client alone and wrk have in flight. */
  static final int CONNECTIONS = 64;

  /** As many publishers as the store needs for groups that are worth it. */
  private static final int PUBLISHERS = 192;

  private static final int START_SECONDS = 120;
  private static final int OUTSTANDING = 240;
  private static final int TOTAL_CONCURRENCY = 64;
  private static final int USUAL_CONCURRENCY = 10;

  private final Ground ground;
  private final ServiceProcess service;
  private final Meter meter;

  private Site(Ground ground, ServiceProcess service) {
    this.ground = ground;
    this.service = service;
    this.meter = new Meter(ground.receiver()::arrivals, service, ground.stage().progress());
  }

  /** Starts a service in a new folder. */
  static Site start(Ground ground, Variant variant) throws IOException, InterruptedException {
    var host = ground.stage().host();
    var service = new ServiceProcess(host.service(), variant, ground.plan().folder());
    host.atExit().accept(service::close);
    var site = new Site(ground, service);
    try {
      site.start();
      return site;
    } catch (IOException | InterruptedException | RuntimeException e) {
      site.close();
      throw e;
    }
  }

  /** Starts the service, again if it was stopped; returns after how many seconds it was ready. */
  double start() throws IOException, InterruptedException {
    ground.say("starting the service");
    long began = System.nanoTime();
    service.start();
    ground.stage().host().executor().execute(service::awaitReady);
    for (int i = 1; !service.ready(); i++) {
      TimeUnit.MILLISECONDS.sleep(5);
      service.check();
      if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
        throw Failure.of("the service isn't ready after " + START_SECONDS + " s");
      }
      if (i % 200 == 0) {
        ground.say("starting the service (" + i / 200 + " s)");
      }
    }
    return (System.nanoTime() - began) / 1e9;
  }

  ServiceProcess service() {
    return service;
  }

  Meter meter() {
    return meter;
  }

  Desk desk() throws IOException {
    var token = Optional.of(new Secret(service.token()));
    var problems = new Problems(ground.stage().json(), false);
    var api = new Api(service.address().toString(), token, problems);
    return new Desk(api, ground.stage().json(), ground.stage().host().executor());
  }

  /** Makes an organization with a subscription for every endpoint of this shape. */
  Traffic traffic(String organization, Shape shape) throws IOException, InterruptedException {
    var desk = desk();
    desk.organize(organization);
    var urls = ground.receiver().urls(shape.endpoints());
    int concurrency = Math.max(USUAL_CONCURRENCY, TOTAL_CONCURRENCY / shape.endpoints());
    desk.subscribe(
        organization,
        IntStream.range(0, urls.size())
            .mapToObj(i -> new Desk.Wish(urls.get(i), i / shape.fanOut(), concurrency))
            .toList(),
        ground.stage().progress());
    return traffic(organization, shape, ground.plan().event(), 0);
  }

  /** Events for subscriptions that are there already, from this group on. */
  Traffic traffic(String organization, Shape shape, EventSize event, int firstGroup)
      throws IOException {
    var address = service.address();
    var head =
        "POST /v1/organizations/%s/events HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
            .formatted(organization, address.getAuthority(), service.token());
    return new Traffic(address, new Publication.Form(head, event, firstGroup), shape);
  }

  Load load(Traffic traffic, Pace pace) throws IOException {
    return Load.start(
        traffic, pace, ground.receiver(), ground.loop(), ground.stage().host().executor());
  }

  /** As fast as the service can. */
  Load fullLoad(Traffic traffic) throws IOException {
    int outstanding = Math.max(OUTSTANDING, 4 * traffic.deliveries());
    return load(traffic, new Pace.Closed(PUBLISHERS, outstanding));
  }

  /** Goes as fast as the service can until that is steady; returns the last second's rate. */
  double warm(String what, Traffic traffic, int most) throws IOException, InterruptedException {
    try (var load = fullLoad(traffic)) {
      return meter.warm(what, most, load::failure);
    }
  }

  /** How fast the service can go, with nothing before it but a second to get going. */
  Growth full(String what, Traffic traffic, int seconds) throws IOException, InterruptedException {
    try (var load = fullLoad(traffic)) {
      meter.measure(what + ", getting going", 1, load::failure);
      return meter.measure(what, seconds, load::failure);
    }
  }

  /** How fast the service can go once that is steady. */
  double saturated(String what, Traffic traffic) throws IOException, InterruptedException {
    try (var load = fullLoad(traffic)) {
      meter.warm(what, ground.plan().shortWarmUp(), load::failure);
      return meter.measure(what, ground.plan().seconds(), load::failure).perSecond();
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
