package dev.hookcast.faults;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The service as a process of its own, to be killed. */
final class Child implements AutoCloseable {
  private static final String READY = "Hookcast is ready at ";
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final Process process;
  private final Path data;
  private final Path log;
  private final Optional<URI> address;
  private final Duration started;

  private Child(Process process, Path data, Path log, Optional<URI> address, Duration started) {
    this.process = process;
    this.data = data;
    this.log = log;
    this.address = address;
    this.started = started;
  }

  /**
   * How a service is started.
   *
   * @param main the class that is run
   * @param jvm options of the JVM
   * @param environment further variables
   * @param flags further ones of {@code serve}
   * @param read whether anybody reads its log
   */
  record Launch(
      Class<?> main,
      List<String> jvm,
      Map<String, String> environment,
      List<String> flags,
      boolean read) {
    static final Launch PLAIN =
        new Launch(dev.hookcast.app.Main.class, List.of(), Map.of(), List.of(), true);

    /** The same with a pipe for its log that nobody reads. */
    Launch unread() {
      return new Launch(main, jvm, environment, flags, false);
    }

    /** The same under a shim, with these variables for it. */
    Launch with(Map<String, String> more) {
      return new Launch(main, jvm, more, flags, read);
    }

    Launch flagged(String... more) {
      return new Launch(main, jvm, environment, List.of(more), read);
    }
  }

  /** Starts a service and waits until it is ready or has ended. */
  static Child start(Path data, Launch launch) throws IOException {
    long begun = System.nanoTime();
    Files.createDirectories(data);
    var log = data.resolveSibling(data.getFileName() + ".log");
    var builder = new ProcessBuilder(command(data, launch));
    builder.environment().putAll(launch.environment());
    if (launch.read()) {
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }
    var process = builder.start();
    var address = readiness(process);
    return new Child(process, data, log, address, Duration.ofNanos(System.nanoTime() - begun));
  }

  /** Where it can be reached; nothing if it has ended without getting ready. */
  Optional<Door> door() throws IOException {
    if (address.isEmpty()) {
      return Optional.empty();
    }
    var token = Files.readString(data.resolve("admin-token")).strip();
    return Optional.of(new Door(address.get(), token));
  }

  /** How to reach a service. */
  record Door(URI address, String token) {
    /** What it answers to this question; nothing if it doesn't. */
    Optional<HttpResponse<String>> get(String path) {
      var request =
          HttpRequest.newBuilder(address.resolve(path))
              .header("Authorization", "Bearer " + token)
              .build();
      try (var client = HttpClient.newHttpClient()) {
        return Optional.of(client.send(request, BodyHandlers.ofString()));
      } catch (IOException e) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  /** How long it took from the start of the process until it was ready. */
  Duration started() {
    return started;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does it; returns when it is dead. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As {@code kill} does it; doesn't wait. */
  void terminate() {
    process.destroy();
  }

  /** Stops it where it is, until it is thawed. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Waits for its end; returns its status, or nothing if it still lives. */
  Optional<Integer> ended(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)
        ? Optional.of(process.exitValue())
        : Optional.empty();
  }

  /** What all services on this folder have logged so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    kill();
  }

  private void signal(String name) throws IOException, InterruptedException {
    int status = new ProcessBuilder("kill", "-" + name, "" + pid()).start().waitFor();
    if (status != 0) {
      throw new IOException("no signal " + name + " to " + pid());
    }
  }

  private static Optional<URI> readiness(Process process) throws IOException {
    var ready = new CompletableFuture<Optional<URI>>();
    Thread.startVirtualThread(() -> follow(process, ready));
    try {
      return ready.get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
      throw new IOException("the service neither got ready nor ended", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void follow(Process process, CompletableFuture<Optional<URI>> ready) {
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(Optional.of(URI.create(line.substring(READY.length()))));
        }
      }
    } catch (IOException e) {
      // It was killed, which whoever waits sees below.
    }
    ready.complete(Optional.empty());
  }

  private static List<String> command(Path data, Launch launch) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Quick to start, and it shares the machine with whoever kills it.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "-Dlogback.configurationFile=logback.xml"));
    command.addAll(launch.jvm());
    command.addAll(List.of("-cp", classPath(), launch.main().getName(), "serve"));
    command.addAll(List.of("--port", "0", "--data", data.toString()));
    command.addAll(List.of("--egress.allow", "127.0.0.0/8"));
    command.addAll(launch.flags());
    return command;
  }

  private static String classPath() {
    var parts = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    return String.join(
        File.pathSeparator,
        Stream.of(parts).map(part -> Path.of(part).toAbsolutePath().toString()).toList());
  }
}
