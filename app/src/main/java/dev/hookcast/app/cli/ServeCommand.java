package dev.hookcast.app.cli;

import dev.hookcast.app.client.Failure;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.app.service.Service;
import dev.hookcast.app.service.Shutdown;
import dev.hookcast.app.terminal.Output;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the service until it is told to stop. */
@Command(
    name = "serve",
    description = "Run the service until it is stopped (Ctrl-C, SIGTERM).",
    footer = {"", "Each option is a key of the configuration: docs/configuration.md."})
public final class ServeCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Function<Config, Service> services;
  private final Shutdown shutdown;

  @Mixin private final ConfigOptions options = new ConfigOptions();

  /** A command that gets its service from this factory. */
  public ServeCommand(
      Surroundings surroundings, Function<Config, Service> services, Shutdown shutdown) {
    this.surroundings = surroundings;
    this.services = services;
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    var out = new Output(surroundings.terminal());
    try (var service = services.apply(Config.of(options.settings(surroundings.environment())))) {
      var address = service.start();
      service
          .freshAdminToken()
          .ifPresent(token -> out.line("Admin token, shown this once: " + token.reveal()));
      out.line("Hookcast is ready at " + address);
      out.line("Its console: " + address + "/console");
      shutdown.await();
      return 0;
    } catch (Refusal e) {
      throw Failure.of(e.why());
    } finally {
      shutdown.ended();
    }
  }
}
