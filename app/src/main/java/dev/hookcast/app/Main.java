package dev.hookcast.app;

import dev.hookcast.app.bench.Bench;
import dev.hookcast.app.cli.BackupCommand;
import dev.hookcast.app.cli.BenchCommand;
import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.DemoCommand;
import dev.hookcast.app.cli.MigrateCommand;
import dev.hookcast.app.cli.ProcessTerminal;
import dev.hookcast.app.cli.SecretCommands;
import dev.hookcast.app.cli.ServeCommand;
import dev.hookcast.app.cli.Sessions;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.cli.platforms.PlatformCommands;
import dev.hookcast.app.wiring.LastWords;
import dev.hookcast.app.wiring.SignalShutdown;
import dev.hookcast.app.wiring.Wiring;
import dev.hookcast.http.JacksonJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the program together and runs it. */
public final class Main {
  private Main() {}

  private static List<Object> clients(Sessions sessions, Surroundings surroundings, Wiring wiring) {
    var all = new ArrayList<>(PlatformCommands.of(sessions));
    all.add(new SecretCommands(sessions, surroundings.environment(), wiring::addMasterKey));
    return all;
  }

  /** Runs one command; its status becomes the process's. */
  public static void main(String[] arguments) {
    var version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion());
    var terminal = ProcessTerminal.open();
    var lastWords = new LastWords(terminal.err());
    var wiring = new Wiring(version.orElse("unreleased"), lastWords);
    var surroundings =
        new Surroundings(terminal, System.getenv(), new JacksonJson(), wiring.clock());
    var shutdown = new SignalShutdown();
    var serve = new ServeCommand(surroundings, wiring::service, shutdown);
    var demo =
        new DemoCommand(
            surroundings, wiring::quietService, shutdown, wiring.clock(), wiring.executor());
    var bench =
        new BenchCommand(
            surroundings,
            wiring::plainPosts,
            wiring::cellar,
            wiring::scratch,
            new Bench.Host(
                BenchedService.class.getName(),
                wiring.executor(),
                wiring.threads(),
                wiring::atExit));
    var migrate = new MigrateCommand(surroundings, wiring::move, wiring.clock());
    var backup = new BackupCommand(surroundings, wiring.clock());
    System.exit(
        new Commands(
                surroundings,
                List.of(serve, demo, bench, backup, migrate),
                sessions -> clients(sessions, surroundings, wiring))
            .run(arguments));
  }
}
