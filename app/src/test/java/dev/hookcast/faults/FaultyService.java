package dev.hookcast.faults;

import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.ProcessTerminal;
import dev.hookcast.app.cli.ServeCommand;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.wiring.FaultyWiring;
import dev.hookcast.app.wiring.SignalShutdown;
import dev.hookcast.http.JacksonJson;
import java.time.InstantSource;
import java.util.List;

/** The program's {@code serve} with something wrong inside. */
public final class FaultyService {
  private FaultyService() {}

  public static void main(String[] arguments) {
    var surroundings =
        new Surroundings(
            ProcessTerminal.open(), System.getenv(), new JacksonJson(), InstantSource.system());
    var serve =
        new ServeCommand(
            surroundings,
            config -> FaultyWiring.service(config, new Faults()),
            new SignalShutdown());
    System.exit(new Commands(surroundings, List.of(serve), sessions -> List.of()).run(arguments));
  }
}
