package dev.hookcast.app.bench;

import dev.hookcast.app.client.Failure;
import dev.hookcast.core.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * The service as `hookcast serve` starts it, in a process and a temporary folder of its own. It
 * ends when this process does, however that ends.
 */
final class ServiceProcess implements AutoCloseable {
  static final int HEAP_MB = 256;

  private static final int STOP_SECONDS = 60;
  private static final String READY = "Hookcast is ready at ";
  private static final double KIB_PER_MB = 1_024;
  private static final long MILLIS_PER_TICK = 10; // USER_HZ is 100 on every Linux that runs Java

  private final String program;
  private final Variant variant;
  private final Path folder;
  private Optional<Process> process = Optional.empty();
  private boolean closed;
  private volatile Optional<URI> address = Optional.empty();

  /** Makes a folder in this one; nothing is started yet. */
  ServiceProcess(String program, Variant variant, Path where) throws IOException {
    this.program = program;
    this.variant = variant;
    this.folder = Files.createTempDirectory(where, "hookcast-bench-");
  }

  /** Has it keep its data in the database with this address, from its next start on. */
  void keepIn(Secret url) throws IOException {
    // Its working folder, which only we can read: an argument is seen by every user.
    var quoted = url.reveal().replace("'", "''");
    Files.writeString(folder.resolve("hookcast.yaml"), "storage:\n  url: '" + quoted + "'\n");
  }

  /** Gives it the keys of another one, to be a further node on the same database. */
  void join(ServiceProcess other) throws IOException {
    Files.createDirectories(data());
    for (var key : List.of("master.key", "admin-token")) {
      Files.copy(
          other.data().resolve(key), data().resolve(key), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Starts it; it isn't ready by that. */
  synchronized void start() throws IOException {
    if (!closed) {
      address = Optional.empty();
      var builder = new ProcessBuilder(command()).directory(folder.toFile());
      // What configures this shell's service must not change what is measured.
      builder.environment().keySet().removeIf(name -> name.startsWith("HOOKCAST_"));
      process = Optional.of(builder.redirectError(log().toFile()).start());
    }
  }

  /** Reads what it prints until it is ready, or has ended. */
  void awaitReady() {
    try (var out =
        new BufferedReader(
            new InputStreamReader(running().getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(READY)) {
          address = Optional.of(URI.create(line.substring(READY.length())));
          return;
        }
      }
    } catch (IOException e) {
      // It has ended, which whoever waits sees.
    }
  }

  /** Has it put everything away and end; it can be started again. */
  void stop() throws IOException, InterruptedException {
    running().getOutputStream().close();
    if (!running().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw Failure.of("the service doesn't end");
    }
  }

  boolean ready() {
    return address.isPresent();
  }

  /** Its address once it is ready. */
  URI address() {
    return address.orElseThrow(() -> new IllegalStateException("not ready"));
  }

  String token() throws IOException {
    return Files.readString(data().resolve("admin-token")).strip();
  }

  /** Fails with the end of its log if it has ended. */
  void check() throws IOException {
    if (!running().isAlive()) {
      var lines = Files.exists(log()) ? Files.readAllLines(log()) : List.<String>of();
      var last = lines.isEmpty() ? "" : ": " + lines.getLast();
      throw Failure.of("the service has ended with status " + running().exitValue() + last);
    }
  }

  /** The CPU time that it has used; zero where the system doesn't tell. */
  Duration cpu() {
    return running().toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The CPU time that its compiler has used; zero where the system doesn't tell. */
  Duration compiling() {
    var threads = Path.of("/proc", Long.toString(running().pid()), "task");
    try (var each = Files.list(threads)) {
      return Duration.ofMillis(each.mapToLong(ServiceProcess::compilerMillis).sum());
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  /** The memory that it has now, where the system tells. */
  OptionalDouble residentMegabytes() {
    var status = Path.of("/proc", Long.toString(running().pid()), "status");
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MB)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /** The size of all that it keeps. */
  long diskBytes() throws IOException {
    try (var files = Files.walk(data())) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    }
  }

  /** Ends it at once, and deletes what it kept. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    process.ifPresent(p -> p.destroyForcibly().onExit().join());
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // Left to the system, which clears its temporary folder sooner or later.
    }
  }

  private static long compilerMillis(Path thread) {
    try {
      var name = Files.readString(thread.resolve("comm"));
      if (!name.startsWith("C1 ") && !name.startsWith("C2 ")) {
        return 0;
      }
      // Fields of proc(5), counted behind the name, which may hold anything.
      var stat = Files.readString(thread.resolve("stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return MILLIS_PER_TICK * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    } catch (IOException e) {
      return 0; // it has ended meanwhile
    }
  }

  private synchronized Process running() {
    return process.orElseThrow(() -> new IllegalStateException("not started"));
  }

  /** The folder of its data. */
  Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("log");
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + HEAP_MB + "m",
        "-XX:+UseSerialGC", // as the launcher has it
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath(),
        program,
        variant.name(),
        "serve",
        "--port",
        "0",
        "--data",
        data().toString(),
        "--egress.allow",
        "127.0.0.0/8");
  }

  /** This program's own, in whatever folder it is started. */
  private static String classPath() {
    var separator = System.getProperty("path.separator");
    var parts = List.of(System.getProperty("java.class.path").split(separator, -1));
    return String.join(
        separator, parts.stream().map(p -> Path.of(p).toAbsolutePath().toString()).toList());
  }
}
