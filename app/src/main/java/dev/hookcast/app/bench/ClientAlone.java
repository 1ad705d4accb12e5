package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Publication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the HTTP client can do with nothing around it. */
record ClientAlone(Ground ground, Meter meter) {
  /** Returns how many requests a second so many threads make to so many endpoints. */
  double measure(String what, int endpoints, int threads) throws IOException, InterruptedException {
    var plan = ground.plan();
    var body = Publication.document(plan.event().bytes()).getBytes(StandardCharsets.ISO_8859_1);
    var posts = ground.stage().posts();
    var requests =
        ground.receiver().urls(endpoints).stream().map(url -> posts.to(url, body)).toList();
    try (var load = RawLoad.start(requests, threads, ground.stage().host().executor())) {
      meter.warm(what, plan.shortWarmUp(), load::failure);
      return meter.measure(what, plan.seconds(), load::failure).perSecond();
    }
  }
}
