package dev.hookcast.app.bench;

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
import dev.hookcast.storage.Scratch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
  private final Nodes nodes;
  private final Optional<Schema> schema;
  private final Meter meter;

  private Site(Ground ground, Nodes nodes, Optional<Schema> schema) {
    this.ground = ground;
    this.nodes = nodes;
    this.schema = schema;
    this.meter = new Meter(ground.receiver()::arrivals, nodes, ground.stage().progress());
  }

  /** A part of the database for this site alone, and its address. */
  private record Schema(Scratch scratch, Secret url) {
    static Schema in(Ground ground, Secret database) {
      var scratch = ground.stage().storehouse().scratches().apply(database);
      return new Schema(scratch, new Secret(scratch.within(database.reveal())));
    }
  }

  /** Starts a service in a new folder, or as many as the plan says. */
  static Site start(Ground ground, Variant variant) throws IOException, InterruptedException {
    return start(ground, variant, ground.plan().keeping());
  }

  /** Starts as many services as there are to be on this store. */
  static Site start(Ground ground, Variant variant, Keeping keeping)
      throws IOException, InterruptedException {
    var host = ground.stage().host();
    var schema = keeping.database().map(url -> Schema.in(ground, url));
    var services = new ArrayList<ServiceProcess>();
    for (int i = 0; i < keeping.nodes(); i++) {
      var service = new ServiceProcess(host.service(), variant, keeping.folder());
      if (schema.isPresent()) {
        service.keepIn(schema.get().url());
      }
      services.add(service);
    }
    var site = new Site(ground, new Nodes(services), schema);
    host.atExit().accept(site::close);
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
    double seconds = start(service());
    for (var further : nodes.all().subList(1, nodes.all().size())) {
      further.join(service());
      start(further);
    }
    return seconds;
  }

  private double start(ServiceProcess service) throws IOException, InterruptedException {
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

  /** The service that is asked for what isn't load. */
  ServiceProcess service() {
    return nodes.first();
  }

  /** All of them. */
  Nodes nodes() {
    return nodes;
  }

  /** The address of the database that they keep their data in, if it isn't a file. */
  Optional<Secret> url() {
    return schema.map(Schema::url);
  }

  Meter meter() {
    return meter;
  }

  Desk desk() throws IOException {
    return desk(service());
  }

  private Desk desk(ServiceProcess service) throws IOException {
    var token = Optional.of(new Secret(service.token()));
    var problems = new Problems(ground.stage().json(), false);
    var api = new Api(service.address().toString(), token, problems);
    return new Desk(api, ground.stage().json(), ground.stage().host().executor());
  }

  /** Makes an organization with a subscription for every endpoint of this shape. */
  Traffic traffic(String organization, Shape shape) throws IOException, InterruptedException {
    var urls = ground.receiver().urls(shape.endpoints());
    int concurrency = Math.max(USUAL_CONCURRENCY, TOTAL_CONCURRENCY / shape.endpoints());
    subscribe(
        organization,
        IntStream.range(0, urls.size())
            .mapToObj(i -> new Desk.Wish(urls.get(i), i / shape.fanOut(), concurrency))
            .toList());
    return traffic(organization, shape, ground.plan().event(), 0);
  }

  /** Makes an organization with these subscriptions, and waits until every node knows them. */
  void subscribe(String organization, List<Desk.Wish> wishes)
      throws IOException, InterruptedException {
    var desk = desk();
    desk.organize(organization);
    var ids = desk.subscribe(organization, wishes, ground.stage().progress());
    for (var further : nodes.all().subList(1, nodes.all().size())) {
      desk(further).learn(organization, ids);
    }
  }

  /** Events for subscriptions that are there already, from this group on. */
  Traffic traffic(String organization, Shape shape, EventSize event, int firstGroup)
      throws IOException {
    var addresses = nodes.all().stream().map(ServiceProcess::address).toList();
    var head =
        "POST /v1/organizations/%s/events HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
            .formatted(organization, addresses.getFirst().getAuthority(), service().token());
    return new Traffic(addresses, new Publication.Form(head, event, firstGroup), shape);
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

  /** Has a fresh service go as fast as it can until that is steady; returns the last rate. */
  double warm(String what, Traffic traffic) throws IOException, InterruptedException {
    return warm(what, traffic, ground.plan().warmUp(nodes.all().size()));
  }

  /** The same for so many seconds at most. */
  double warm(String what, Traffic traffic, int most) throws IOException, InterruptedException {
    try (var load = fullLoad(traffic)) {
      return meter.warm(what, most, load::failure);
    }
  }

  /** How fast the service can go once that is steady. */
  double saturated(String what, Traffic traffic) throws IOException, InterruptedException {
    return saturated(what, traffic, ground.plan().seconds());
  }

  /** The same, measured for so many seconds. */
  double saturated(String what, Traffic traffic, int seconds)
      throws IOException, InterruptedException {
    try (var load = fullLoad(traffic)) {
      meter.warm(what, ground.plan().shortWarmUp(), load::failure);
      return meter.measure(what, seconds, load::failure).perSecond();
    }
  }

  @Override
  public void close() {
    nodes.close();
    schema.ifPresent(s -> s.scratch().close());
  }
}
