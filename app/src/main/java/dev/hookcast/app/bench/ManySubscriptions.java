package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Pace;
import dev.hookcast.app.bench.load.Traffic;
import dev.hookcast.app.bench.load.Traffic.EventSize;
import dev.hookcast.app.bench.load.Traffic.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** An organization with 10,000 subscriptions, for an event each of ten and for all of the rest. */
record ManySubscriptions(Ground ground, Site site) {
  private static final String MANY = "bench-many";
  private static final int ALL = 10_000;
  private static final int FEW = 10;
  private static final int CONCURRENCY = 10;
  private static final int LARGE = 16 * 1_024;
  private static final int LEAST_EVENTS = 5;
  private static final int LONGEST_SECONDS = 30;
  private static final double NANOS_PER_MS = 1e6;

  Map<Figure, Double> measure() throws IOException, InterruptedException {
    var figures = new EnumMap<Figure, Double>(Figure.class);
    var ten = new Shape(FEW, 1);
    var few = site.traffic("bench-few", ten);
    var many = subscribe(ten);
    site.warm("10,000 subscriptions", many, ground.plan().shortWarmUp());
    figures.put(
        Figure.SUBSCRIPTIONS_10000,
        new Duel(ground)
            .ratio(
                new Duel.Side("10,000 subscriptions", site, many),
                new Duel.Side("10 subscriptions", site, few)));
    acceptMilliseconds().ifPresent(ms -> figures.put(Figure.FANOUT_10000_ACCEPT, ms));
    diskPerPayload().ifPresent(ratio -> figures.put(Figure.FANOUT_10000_DISK, ratio));
    return figures;
  }

  /** Group 0 is for all of them, each following one for one more. */
  private Traffic subscribe(Shape ten) throws IOException, InterruptedException {
    var urls = ground.receiver().urls(FEW);
    var wishes = new ArrayList<Desk.Wish>();
    for (int i = 0; i < ALL; i++) {
      wishes.add(new Desk.Wish(urls.get(i % FEW), 0, CONCURRENCY));
    }
    for (int i = 0; i < FEW; i++) {
      wishes.add(new Desk.Wish(urls.get(i), 1 + i, CONCURRENCY));
    }
    site.subscribe(MANY, wishes);
    return site.traffic(MANY, ten, ground.plan().event(), 1);
  }

  /** The median over the events that there is time for. */
  private OptionalDouble acceptMilliseconds() throws IOException, InterruptedException {
    var size = new EventSize(ground.plan().event().bytes(), 1);
    var toAll = site.traffic(MANY, new Shape(ALL, ALL), size, 0);
    try (var load = site.load(toAll, new Pace.Closed(1, ALL))) {
      var answers = load.answers();
      for (int i = 1; i <= LONGEST_SECONDS && missing(answers.count(), i); i++) {
        site.meter().second("one event to 10,000", i, load::failure);
      }
      return answers.count() == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(answers.percentile(50) / NANOS_PER_MS);
    }
  }

  private boolean missing(long answers, int seconds) {
    return answers < LEAST_EVENTS || seconds <= ground.plan().seconds();
  }

  /** How much the disk fills by one event, through 10,000 times its size. */
  private OptionalDouble diskPerPayload() throws IOException, InterruptedException {
    if (!(ground.plan().keeping() instanceof Keeping.InFile)) {
      return OptionalDouble.empty();
    }
    if (!site.meter().calm("one event to 10,000 is under way", LONGEST_SECONDS)) {
      return tooSlow();
    }
    long before = site.service().diskBytes();
    long arrived = ground.receiver().arrivals();
    site.desk().publish(MANY, 0, LARGE);
    boolean calm = site.meter().calm("one event of 16 KiB to 10,000", LONGEST_SECONDS);
    if (!calm || ground.receiver().arrivals() < arrived + ALL) {
      return tooSlow();
    }
    return OptionalDouble.of((double) (site.service().diskBytes() - before) / ((long) ALL * LARGE));
  }

  private OptionalDouble tooSlow() {
    ground.say("an event to 10,000 takes too long to arrive: fanout_10000_disk is left out");
    return OptionalDouble.empty();
  }
}
