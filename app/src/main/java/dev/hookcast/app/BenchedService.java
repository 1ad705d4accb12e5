package dev.hookcast.app;

import dev.hookcast.app.bench.Variant;
import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.ProcessTerminal;
import dev.hookcast.app.cli.ServeCommand;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.service.EndOfInput;
import dev.hookcast.app.wiring.Wiring;
import dev.hookcast.http.JacksonJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The service as the bench starts it: it ends with whoever started it, and only here it can be one
 * that keeps nothing. Takes the name of a {@link Variant}, then what Main takes.
 */
public final class BenchedService {
  private BenchedService() {}

  /** Runs the service until standard input ends. */
  public static void main(String[] arguments) {
    var wiring = new Wiring("bench", failure -> Runtime.getRuntime().halt(1));
    var surroundings =
        new Surroundings(ProcessTerminal.open(), Map.of(), new JacksonJson(), wiring.clock());
    var serve =
        new ServeCommand(
            surroundings,
            config ->
                switch (Variant.valueOf(arguments[0])) {
                  case AS_SERVED -> wiring.service(config);
                  case FORGETFUL -> wiring.forgetfulService(config);
                },
            new EndOfInput(System.in));
    var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    System.exit(new Commands(surroundings, List.of(serve), sessions -> List.of()).run(rest));
  }
}
