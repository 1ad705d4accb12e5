package dev.hookcast.faults;

import dev.hookcast.faults.Child.Door;
import dev.hookcast.faults.Child.Launch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two nodes on one PostgreSQL, with a publisher that publishes to both and a target that receives
 * from both.
 */
final class Fleet implements AutoCloseable {
  static final int NODES = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> SHARED = List.of("master.key", "admin-token");

  private final Path folder;
  private final Workload workload;
  private final Ledger ledger = new Ledger();
  private final Target target;
  private final Publisher publisher;
  private final EmbeddedPostgres server;
  private final List<Child> nodes = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>();

  Fleet(Path folder, long seed, int perSecond) throws IOException, InterruptedException {
    this.folder = folder;
    this.workload = Workload.of(seed);
    this.target = new Target(ledger);
    this.publisher = new Publisher(workload::event, perSecond);
    this.server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    for (int i = 0; i < NODES; i++) {
      nodes.add(started(i));
    }
    workload.subscribe(door(0), target);
    if (!Run.awaited(() -> subscriptions(door(1)) == subscriptions(door(0)), PATIENCE)) {
      throw new IOException("the second node doesn't see what the first one has");
    }
    publisher.begin();
    for (int i = 0; i < NODES; i++) {
      publishTo(i);
    }
  }

  Child node(int i) {
    return nodes.get(i);
  }

  Publisher publisher() {
    return publisher;
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

  /** Ends the publisher, lets the nodes send what is left, ends them, and looks at it all. */
  Oracle.Finding finish() throws IOException, InterruptedException, SQLException {
    publisher.end();
    if (!Run.awaited(() -> Run.idle(door(0)), PATIENCE)) {
      throw new IOException("deliveries are still waiting");
    }
    for (var node : nodes) {
      node.terminate();
      var status = node.ended(PATIENCE);
      if (!status.equals(Optional.of(0))) {
        throw new IOException("a node ended with " + status);
      }
    }
    return Oracle.judge(publisher, ledger, Books.of(server.getJdbcUrl("postgres", "postgres")));
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(Child::close);
    target.close();
    server.close();
  }

  private Child started(int i) throws IOException {
    var data = Files.createDirectories(folder.resolve("node-" + i));
    for (var name : SHARED) {
      var mine = data.resolve(name);
      if (i > 0 && !Files.exists(mine)) {
        Files.copy(folder.resolve("node-0").resolve(name), mine);
      }
    }
    var url = "postgresql://postgres:unasked@127.0.0.1:" + server.getPort() + "/postgres";
    var flags = List.of("--storage.url", url);
    return Child.start(data, new Launch(NodeService.class, List.of(), Map.of(), flags, true));
  }

  private Door door(int i) {
    try {
      return nodes.get(i).door().orElseThrow(() -> new IllegalStateException("node " + i));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int subscriptions(Door door) {
    var path = "/v1/organizations/default/subscriptions?limit=200";
    var request =
        HttpRequest.newBuilder(door.address().resolve(path))
            .header("Authorization", "Bearer " + door.token())
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var body = client.send(request, BodyHandlers.ofString()).body();
      return body.split("\"number\":", -1).length - 1;
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
