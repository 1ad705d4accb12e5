package dev.hookcast.faults;

import dev.hookcast.faults.Publisher.Answer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What is done to a {@link Fleet}, once; tests repeat it. */
final class FleetScenes {
  /** By when what a node had has to be on its way again. */
  static final Duration TAKEOVER = NodeService.LEASE.plusSeconds(5);

  private static final int FEW = 20;
  private static final int LONGEST_WORK_MILLIS = 1_000;
  private static final Duration ON_ITS_WAY = Duration.ofMillis(200);

  private final Fleet fleet;
  private final Random chance;

  FleetScenes(Fleet fleet, long seed) {
    this.fleet = fleet;
    this.chance = new Random(seed);
  }

  /**
   * A node that was cut off.
   *
   * @param answers to publishers meanwhile
   * @param ready whether it said so at last
   * @param healed after how long it accepted again
   */
  record Cut(List<Answer> answers, boolean ready, Optional<Duration> healed) {
    Duration slowest() {
      return answers.stream().map(Answer::took).max(Duration::compareTo).orElse(Duration.ZERO);
    }
  }

  /** Something that befalls the server. */
  interface Harm {
    void befall() throws IOException, InterruptedException;
  }

  /** One of them, by chance. */
  int anybody() {
    return chance.nextInt(fleet.size());
  }

  /** Kills a node at some moment of its work, and starts another one in its place. */
  void kill(int victim) throws IOException, SQLException {
    work();
    fleet.node(victim).kill();
    fleet.levy("kill", victim, Optional.of(TAKEOVER));
    fleet.avoid(victim);
    work(); // the others go on
    fleet.restart(victim);
  }

  /** Stops a node where it is until its lease is over, and lets it go on. */
  void standStill(int victim) throws IOException, InterruptedException, SQLException {
    work();
    var node = fleet.node(victim);
    node.freeze();
    fleet.levy("standstill", victim, Optional.of(TAKEOVER));
    fleet.avoid(victim);
    Run.pass(NodeService.LEASE.plusSeconds(3));
    fleet.letPass(FEW);
    node.thaw();
    fleet.publishTo(victim);
    fleet.letPass(FEW);
  }

  /** Ends a node in good order, and starts another one in its place. */
  void roll(int i) throws IOException, InterruptedException {
    work();
    fleet.end(i);
    fleet.avoid(i);
    fleet.restart(i);
  }

  /** Changes the way between a node and its database for so long. */
  Cut cutOff(int victim, Way way, Duration howLong)
      throws IOException, InterruptedException, SQLException {
    work();
    fleet.avoid(victim);
    fleet.link(victim).become(way);
    Run.pass(ON_ITS_WAY);
    if (way instanceof Way.Closed && fleet.sessions(victim) > 0) {
      throw new IllegalStateException("node " + victim + " still has sessions");
    }
    fleet.levy(way.toString(), victim, takeover(way, howLong));
    try (var offers = new Offers(fleet.publisher(), fleet.door(victim))) {
      Run.pass(howLong);
      fleet.letPass(FEW);
      boolean ready = fleet.ready(victim);
      var meanwhile = offers.answersSoFar();
      fleet.link(victim).become(new Way.Open());
      var healed = offers.untilAccepted();
      fleet.publishTo(victim);
      fleet.letPass(FEW);
      return new Cut(meanwhile, ready, healed);
    }
  }

  /** Does something to the server; returns after how long the slowest node accepted again. */
  Duration harm(String what, Harm harm) throws IOException, InterruptedException, SQLException {
    work();
    levy("before " + what);
    harm.befall();
    long ready = System.nanoTime();
    levy("after " + what); // what was claimed while it came about
    var slowest = Duration.ZERO;
    for (int i = 0; i < fleet.size(); i++) {
      while (!fleet.publisher().offer(fleet.door(i)).acked()) {
        Run.pass(Duration.ofMillis(50));
      }
      slowest = Duration.ofNanos(System.nanoTime() - ready);
    }
    fleet.letPass(FEW);
    return slowest;
  }

  private void levy(String what) throws SQLException {
    for (int i = 0; i < fleet.size(); i++) {
      fleet.levy(what, i, Optional.empty());
    }
  }

  private static Optional<Duration> takeover(Way way, Duration howLong) {
    boolean gone = !(way instanceof Way.Slow) && howLong.compareTo(NodeService.LEASE) > 0;
    return Optional.of(TAKEOVER).filter(within -> gone);
  }

  private void work() throws IOException {
    fleet.letPass(FEW);
    Run.pass(Duration.ofMillis(chance.nextInt(LONGEST_WORK_MILLIS)));
  }
}
