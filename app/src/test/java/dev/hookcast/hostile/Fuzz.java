package dev.hookcast.hostile;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;

/** Fuzzes a running service at length: {@code .ci/fuzz} calls it. */
public final class Fuzz {
  private static final Duration BOUND = Duration.ofSeconds(1);

  private Fuzz() {}

  /** Takes the data folder of the service, how many requests to make, and a seed. */
  public static void main(String[] args) throws Exception {
    var data = Path.of(args[0]);
    var address = URI.create(Files.readString(data.resolve("address")).strip());
    var token = Files.readString(data.resolve("admin-token")).strip();
    var start = Instant.now();
    try (var neighbour = new Neighbour()) {
      var report =
          new Fuzzer(address, token, neighbour)
              .run(Long.parseLong(args[1]), Long.parseLong(args[2]));
      report.findings().forEach(finding -> System.out.println("FOUND " + finding + "\n"));
      System.out.println("answers: " + report.statuses());
      System.out.println("a good event after each kind, at most: " + report.served());
      var integrity = integrity(data);
      var took = Duration.between(start, Instant.now());
      System.out.printf(
          "%d requests in %d s, seed %s, %d findings, integrity %s%n",
          report.requests(), took.toSeconds(), args[2], report.findings().size(), integrity);
      boolean late = report.served().values().stream().anyMatch(d -> d.compareTo(BOUND) > 0);
      System.exit(report.findings().isEmpty() && !late && integrity.equals("ok") ? 0 : 1);
    }
  }

  private static String integrity(Path data) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("hookcast.db"));
        var answer = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
      return answer.next() ? answer.getString(1) : "unknown";
    }
  }
}
