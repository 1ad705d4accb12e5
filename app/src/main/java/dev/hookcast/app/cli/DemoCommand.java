package dev.hookcast.app.cli;

import dev.hookcast.app.client.Api;
import dev.hookcast.app.client.Failure;
import dev.hookcast.app.client.Problems;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Settings;
import dev.hookcast.app.config.Sources;
import dev.hookcast.app.demo.Demo;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.app.service.Service;
import dev.hookcast.app.service.Shutdown;
import dev.hookcast.app.terminal.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the demo on a service of its own. */
@Command(
    name = "demo",
    description = "Show what Hookcast does: a real service, a local receiver, real deliveries.")
public final class DemoCommand implements Callable<Integer> {
  private static final String CONSOLE = "/console";

  private final Surroundings surroundings;
  private final Function<Config, Service> services;
  private final Shutdown shutdown;
  private final InstantSource clock;
  private final Executor executor;

  @Option(names = "--keep", description = "Leave the service running afterwards, until Ctrl-C.")
  private boolean keep;

  /**
   * A command that gets its service from this factory.
   *
   * @param executor runs the receiver's tasks
   */
  public DemoCommand(
      Surroundings surroundings,
      Function<Config, Service> services,
      Shutdown shutdown,
      InstantSource clock,
      Executor executor) {
    this.surroundings = surroundings;
    this.services = services;
    this.shutdown = shutdown;
    this.clock = clock;
    this.executor = executor;
  }

  @Override
  public Integer call() throws Exception {
    var folder = Files.createTempDirectory("hookcast-demo-");
    try (var service = services.apply(config(folder))) {
      var address = service.start().toString();
      boolean fine = demo(service, address, folder).play(() -> epilogue(address, folder));
      return fine ? 0 : 1;
    } catch (Refusal e) {
      throw Failure.of(e.why());
    } finally {
      delete(folder);
      shutdown.ended();
    }
  }

  private Demo demo(Service service, String address, Path folder) {
    var json = surroundings.json();
    var token = Optional.of(service.adminToken());
    return new Demo(
        new Demo.Stage(
            new Api(address, token, new Problems(json, false)),
            address,
            folder.toString(),
            json,
            new Output(surroundings.terminal()),
            clock,
            executor));
  }

  private void epilogue(String address, Path folder) throws InterruptedException {
    var out = new Output(surroundings.terminal());
    out.line("");
    if (!keep) {
      out.line("To see it all in a browser: ./hookcast demo --keep, then " + CONSOLE + " there.");
      return;
    }
    out.line("Service and receiver go on until Ctrl-C. The console is at");
    out.line("  " + address + CONSOLE);
    out.line("and asks for the token that this prints, in another terminal:");
    out.line("  cat " + folder.resolve("admin-token"));
    out.line("Or look from there:");
    out.line("  ./hookcast deliveries list --data " + folder);
    shutdown.await();
  }

  /** The service as it is by default, on a free port, and allowed to reach this machine. */
  private static Config config(Path folder) {
    var flags =
        Map.of(
            "server.port", "0",
            "data.dir", folder.toString(),
            "egress.allow", "127.0.0.0/8");
    return Config.of(Settings.read(new Sources(Optional.empty(), Map.of(), flags)));
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
