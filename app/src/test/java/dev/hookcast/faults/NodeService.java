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
import dev.hookcast.http.JacksonJson;
import dev.hookcast.storage.Lease;
import java.time.Duration;
import java.util.List;

/** The program's {@code serve} with a lease that a test can wait for. */
public final class NodeService {
  /** Longer than any call here takes. */
  static final Duration CALL = Duration.ofSeconds(1);

  static final Duration LEASE = Duration.ofSeconds(4);

  private NodeService() {}

  public static void main(String[] arguments) {
    var surroundings = new Surroundings(ProcessTerminal.open(), System.getenv(), new JacksonJson());
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
  }
}
