package dev.hookcast.faults;

import dev.hookcast.faults.Child.Door;
import dev.hookcast.faults.Plan.Member;
import dev.hookcast.faults.Toll.Held;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Several nodes on one PostgreSQL, with a publisher that publishes to all of them and a target that
 * receives from all.
 */
final class Fleet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // Who can't reserve any numbers uses up those that are left.
  private static final Duration LONGEST_CUT = Duration.ofSeconds(60);

  private static final List<String> SHARED = List.of("master.key", "admin-token");

  // Who a node is, the database knows by the role that it came with.
  private static final String NAMED =
      "ALTER TABLE node ADD COLUMN who TEXT DEFAULT current_user; UPDATE node SET who = '%s'";

  private static final String CLAIMED =
      """
      SELECT id, attempts + 1 FROM delivery
      WHERE claimed_by = (SELECT MAX(epoch) FROM node WHERE who = '%s')
      """;

  private final Path folder;
  private final Plan plan;
  private final Workload workload;
  private final Ledger ledger = new Ledger();
  private final Target target;
  private final Publisher publisher;
  private final Server server;
  private final List<Child> nodes = new ArrayList<>();
  private final Map<Integer, Link> links = new HashMap<>();
  private final List<Integer> open = new ArrayList<>();
  private final List<Toll> tolls = new ArrayList<>();

  /** Starts them all, and the publisher. */
  Fleet(Path folder, Plan plan) throws IOException, InterruptedException, SQLException {
    this.folder = folder;
    this.plan = plan;
    this.workload = Workload.of(plan.seed());
    this.target = new Target(ledger);
    this.publisher = new Publisher(workload::event, plan.perSecond());
    this.server = new Server(plan.nodes().stream().map(Member::user).toList());
    for (int i = 0; i < size(); i++) {
      if (member(i).linked()) {
        links.put(i, new Link(server.port(), member(i).connections()));
      }
      nodes.add(started(i));
      if (i == 0) {
        server.execute(NAMED.formatted(member(0).user()));
        server.watch();
        workload.subscribe(door(0), target);
      }
    }
    if (!Run.awaited(this::informed, PATIENCE)) {
      throw new IOException("the other nodes don't see what the first one has");
    }
    publisher.begin();
    for (int i = 0; i < size(); i++) {
      publishTo(i);
    }
  }

  int size() {
    return plan.nodes().size();
  }

  Child node(int i) {
    return nodes.get(i);
  }

  /** The way of a node to its database, if the plan gave it one. */
  Link link(int i) {
    return Optional.ofNullable(links.get(i)).orElseThrow();
  }

  Server server() {
    return server;
  }

  Publisher publisher() {
    return publisher;
  }

  Ledger ledger() {
    return ledger;
  }

  Door door(int i) {
    try {
      return nodes.get(i).door().orElseThrow(() -> new IllegalStateException("node " + i));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes to this node, too. */
  void publishTo(int i) {
    open.add(i);
    publisher.moveTo(open.stream().map(this::door).toList());
  }

  /** Publishes to the others only. */
  void avoid(int i) {
    open.remove((Integer) i);
    publisher.moveTo(open.stream().map(this::door).toList());
  }

  /** Starts a node anew that has ended. */
  void restart(int i) throws IOException {
    nodes.set(i, started(i));
    publishTo(i);
  }

  /** Lets so many more events be acknowledged. */
  void letPass(int events) throws IOException {
    int goal = publisher.acked().size() + events;
    if (!Run.awaited(() -> publisher.acked().size() >= goal, PATIENCE)) {
      throw new IOException("nothing is accepted any more");
    }
  }

  /**
   * Notes what a node has claimed, for something that was just done to it.
   *
   * @param takeover by when the others have to have begun to send it, if they shall
   */
  void levy(String what, int i, Optional<Duration> takeover) throws SQLException {
    long now = System.nanoTime();
    var claims = server.read(CLAIMED.formatted(member(i).user()), Fleet::held);
    tolls.add(new Toll(what + ", node " + i, now, claims, takeover));
  }

  /** Under how many epochs this node has worked so far. */
  int epochs(int i) throws SQLException {
    var sql = "SELECT epoch FROM node WHERE who = '" + member(i).user() + "'";
    return server.read(sql, row -> row.getLong(1)).size();
  }

  /** Whether a node says that it can take work. */
  boolean ready(int i) {
    return door(i).get("/readyz").filter(answer -> answer.statusCode() == 200).isPresent();
  }

  /** How many sessions this node has in the database. */
  int sessions(int i) throws SQLException {
    var sql = "SELECT pid FROM pg_stat_activity WHERE usename = '" + member(i).user() + "'";
    return server.read(sql, row -> row.getInt(1)).size();
  }

  /** Ends the publisher, lets the nodes send what is left, ends them, and looks at it all. */
  Oracle.Finding finish() throws IOException, InterruptedException, SQLException {
    publisher.end();
    if (!Run.awaited(() -> Run.idle(door(0)), PATIENCE)) {
      throw new IOException("deliveries are still waiting: " + waiting());
    }
    for (int i = 0; i < size(); i++) {
      end(i);
    }
    var books = Books.of(server.url());
    var finding =
        links.isEmpty()
            ? Oracle.judge(publisher, ledger, books)
            : Oracle.judge(publisher, ledger, books, LONGEST_CUT);
    return finding.with(new Tolls(tolls, ledger).judge()).with(server.regressions());
  }

  /** Ends a node in good order. */
  void end(int i) throws IOException, InterruptedException {
    nodes.get(i).terminate();
    var status = nodes.get(i).ended(PATIENCE);
    if (!status.equals(Optional.of(0))) {
      throw new IOException("node " + i + " ended with " + status);
    }
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(Child::close);
    target.close();
    for (var link : links.values()) {
      link.close();
    }
    server.close();
  }

  private Member member(int i) {
    return plan.nodes().get(i);
  }

  private Child started(int i) throws IOException {
    var member = member(i);
    var data = Files.createDirectories(folder.resolve(member.folder()));
    for (var name : SHARED) {
      var mine = data.resolve(name);
      if (!nodes.isEmpty() && !Files.exists(mine)) {
        Files.copy(folder.resolve(member(0).folder()).resolve(name), mine);
      }
    }
    int port = member.linked() ? link(i).port() : server.port();
    var url = "postgresql://" + member.user() + ":unasked@127.0.0.1:" + port + "/postgres";
    var launch = NodeService.ahead(member.ahead(), data.resolveSibling(member.user() + ".clock"));
    return Child.start(data, launch.flagged("--storage.url", url));
  }

  private boolean informed() {
    int all = subscriptions(door(0));
    return all > 0
        && nodes.stream().allMatch(node -> subscriptions(door(nodes.indexOf(node))) == all);
  }

  private String waiting() throws SQLException {
    return server
        .read(
            "SELECT d.state, d.claimed_by, n.who, n.ended, COUNT(*) FROM delivery d LEFT JOIN node"
                + " n ON n.epoch = d.claimed_by WHERE d.state IN ('waiting', 'sending') GROUP BY 1,"
                + " 2, 3, 4",
            row ->
                "%d %s by %s, %s, ended %s"
                    .formatted(
                        row.getLong(5),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4)))
        .toString();
  }

  private static Held held(ResultSet row) throws SQLException {
    var bits = ByteBuffer.wrap(row.getBytes(1));
    return new Held(new UUID(bits.getLong(), bits.getLong()).toString(), row.getInt(2));
  }

  private static int subscriptions(Door door) {
    var answer = door.get("/v1/organizations/default/subscriptions?limit=200");
    return answer.map(found -> found.body().split("\"number\":", -1).length - 1).orElse(-1);
  }
}
