package dev.hookcast.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a {@link Fleet} is made of.
 *
 * @param seed makes the documents
 * @param perSecond how many events are published, at most
 */
record Plan(long seed, int perSecond, List<Member> nodes) {
  private static final int PER_SECOND = Integer.getInteger("fault.rate", 150);

  /**
   * A node.
   *
   * @param user the role that it has in the database
   * @param folder the name of its data folder
   * @param ahead how far its clock is ahead of the others'
   * @param connections at most so many, over a link of its own; 0 for as many as it wants and none
   */
  record Member(String user, String folder, Duration ahead, int connections) {
    static Member of(int i) {
      return new Member("node_" + i, "node-" + i, Duration.ZERO, 0);
    }

    boolean linked() {
      return connections > 0;
    }
  }

  /** So many nodes like any other. */
  static Plan of(long seed, int nodes) {
    return new Plan(seed, PER_SECOND, IntStream.range(0, nodes).mapToObj(Member::of).toList());
  }

  /** The same, but one reaches its database over a link that has room for so many connections. */
  Plan linked(int i, int connections) {
    var plain = nodes.get(i);
    return with(i, new Member(plain.user(), plain.folder(), plain.ahead(), connections));
  }

  /** The same, but the clock of one is so far ahead. */
  Plan ahead(int i, Duration by) {
    var plain = nodes.get(i);
    return with(i, new Member(plain.user(), plain.folder(), by, plain.connections()));
  }

  /** The same, but one has the data folder of another. */
  Plan sharing(int i, int with) {
    var plain = nodes.get(i);
    var folder = nodes.get(with).folder();
    return with(i, new Member(plain.user(), folder, plain.ahead(), plain.connections()));
  }

  private Plan with(int i, Member other) {
    var all = new ArrayList<>(nodes);
    all.set(i, other);
    return new Plan(seed, perSecond, all);
  }
}
