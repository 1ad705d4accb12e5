package dev.hookcast.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of its own that can be stopped, killed and started again. */
final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What nodes write while they do their work has no way back: whatever goes back stays here. */
  private static final String WATCH =
      """
      CREATE TABLE regression (what TEXT);
      CREATE FUNCTION regressed() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO regression VALUES (format('delivery %s: %s after %s attempts, %s after %s',
          OLD.number, OLD.state, OLD.attempts, NEW.state, NEW.attempts));
        RETURN NULL;
      END $$;
      CREATE TRIGGER regression AFTER UPDATE ON delivery FOR EACH ROW
        WHEN (NEW.attempts < OLD.attempts
          OR OLD.state IN ('delivered', 'exhausted', 'cancelled') AND NEW.state <> OLD.state)
        EXECUTE FUNCTION regressed();
      """;

  private final EmbeddedPostgres postgres;
  private final Path data;
  private final Path programs;

  /** Starts one with durable settings, and with a role for each of these users. */
  Server(List<String> users) throws IOException, SQLException {
    this.postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    this.data = Path.of(read("SHOW data_directory", row -> row.getString(1)).getFirst());
    this.programs =
        postmaster()
            .flatMap(process -> process.info().command())
            .map(command -> Path.of(command).resolveSibling("pg_ctl"))
            .orElseThrow(() -> new IOException("the server runs nowhere"));
    for (var user : users) {
      execute("CREATE ROLE " + user + " LOGIN SUPERUSER");
    }
  }

  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  int port() {
    return postgres.getPort();
  }

  /** As an operator restarts it: open transactions are undone, connections closed. */
  void restart() throws IOException, InterruptedException {
    control("restart", "-m", "fast");
  }

  /** Kills the process that has started all others, and starts it anew once they have noticed. */
  void kill() throws IOException, InterruptedException {
    var postmaster = postmaster().orElseThrow(() -> new IOException("the server runs nowhere"));
    var others = postmaster.children().toList();
    postmaster.destroyForcibly();
    if (!Run.awaited(
        () -> !postmaster.isAlive() && others.stream().noneMatch(ProcessHandle::isAlive),
        PATIENCE)) {
      throw new IOException("the server's processes live on");
    }
    control("restart");
  }

  /** Notes from now on whatever goes back in the deliveries. */
  void watch() throws SQLException {
    execute(WATCH);
  }

  List<String> regressions() throws SQLException {
    return read("SELECT what FROM regression", row -> row.getString(1));
  }

  /** Where it can be read. */
  String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  <T> List<T> read(String sql, Reader<T> reader) throws SQLException {
    var all = new ArrayList<T>();
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(reader.read(rows));
      }
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    var pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid.strip()));
  }

  private void control(String... what) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U")); // it refuses to run as root
    }
    command.addAll(List.of(programs.toString(), "-D", data.toString(), "-w"));
    command.addAll(List.of("-l", data.resolve("later.log").toString()));
    command.addAll(List.of(what));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(command + " didn't do it");
    }
  }
}
