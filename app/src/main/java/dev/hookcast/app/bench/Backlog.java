package dev.hookcast.app.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Fresh events beside many deliveries that wait for their next attempt. */
record Backlog(Ground ground) {
  private static final String WAITING = "bench-waiting";
  private static final int SUBSCRIPTIONS = 1_000;
  private static final int CONCURRENCY = 10;

  /** Measures a second service against one that is warm and has nothing waiting. */
  Map<Figure, Double> measure(Duel.Side without) throws IOException, InterruptedException {
    var figures = new EnumMap<Figure, Double>(Figure.class);
    var to = Figure.backlog(ground.plan().backlog());
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    // Bound, and not listening: nobody else can answer there.
    try (var nobody = SocketChannel.open().bind(new InetSocketAddress(loopback, 0));
        var site = Site.start(ground, Variant.AS_SERVED)) {
      figures.put(to.start(), fill(site, nobody.socket().getLocalPort()));
      var duel = new Duel(ground);
      figures.put(to.rate(), duel.ratio(duel.warm("beside a backlog", site, without), without));
      site.service().residentMegabytes().ifPresent(mb -> figures.put(Figure.BACKLOG_RSS, mb));
    }
    return figures;
  }

  /** Returns how many seconds the service took to start with all that waits. */
  private double fill(Site site, int port) throws IOException, InterruptedException {
    var url = "http://127.0.0.1:" + port + "/";
    var desk = site.desk();
    desk.organize(WAITING);
    var wishes = Collections.nCopies(SUBSCRIPTIONS, new Desk.Wish(url, 0, CONCURRENCY));
    var subscriptions = desk.subscribe(WAITING, wishes, ground.stage().progress());
    site.nodes().stop();
    try (var cellar =
        ground.stage().storehouse().cellars().apply(site.service().data(), site.url())) {
      new Retries(cellar, WAITING, url, ground.stage().host().executor())
          .add(ground.plan().backlog(), subscriptions, ground.stage().progress());
    }
    return site.start();
  }
}
