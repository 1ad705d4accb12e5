package dev.hookcast.faults;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.ProcessTerminal;
import dev.hookcast.app.cli.ServeCommand;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.wiring.FaultyWiring;
import dev.hookcast.app.wiring.SignalShutdown;
import dev.hookcast.faults.Child.Launch;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.storage.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program's {@code serve} with a lease that a test can wait for. */
public final class NodeService {
  /** Longer than any call here takes. */
  private static final Duration CALL = Duration.ofSeconds(Integer.getInteger("fault.call", 1));

  static final Duration LEASE = Duration.ofSeconds(Integer.getInteger("fault.lease", 4));

  private NodeService() {}

  /**
   * How a node is started.
   *
   * @param by how far its clock is ahead; under the shim the whole process's, else the program's
   * @param offset a file to say so to the shim
   */
  static Launch ahead(Duration by, Path offset) throws IOException {
    var shim = Optional.ofNullable(System.getProperty("fault.shim"));
    var own = shim.isPresent() ? Duration.ZERO : by;
    var options =
        List.of(
            "-Dfault.call=" + CALL.toSeconds(),
            "-Dfault.lease=" + LEASE.toSeconds(),
            "-D" + Faults.CLOCK + "=" + own);
    var launch = new Launch(NodeService.class, options, Map.of(), List.of(), true);
    if (by.isZero() || shim.isEmpty()) {
      return launch;
    }
    Campaign.set(offset, by);
    return launch.with(Map.of("LD_PRELOAD", shim.get(), "FAULT_CLOCK", offset.toString()));
  }

  public static void main(String[] arguments) {
    var surroundings =
        new Surroundings(
            ProcessTerminal.open(), System.getenv(), new JacksonJson(), InstantSource.system());
    var serve =
        new ServeCommand(
            surroundings,
            config -> FaultyWiring.service(config, new ShortLease()),
            new SignalShutdown());
    System.exit(new Commands(surroundings, List.of(serve), sessions -> List.of()).run(arguments));
  }

  private static final class ShortLease extends AbstractModule {
    @Provides
    @Singleton
    Lease lease() {
      return new Lease(LEASE, CALL, System::nanoTime);
    }

    @Provides
    @Singleton
    InstantSource clock() {
      var ahead = Duration.parse(System.getProperty(Faults.CLOCK, "PT0S"));
      return () -> InstantSource.system().instant().plus(ahead);
    }
  }
}
