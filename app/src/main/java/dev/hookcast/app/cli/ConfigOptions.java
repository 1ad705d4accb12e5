package dev.hookcast.app.cli;

import dev.hookcast.app.config.Key;
import dev.hookcast.app.config.Keys;
import dev.hookcast.app.config.Settings;
import dev.hookcast.app.config.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The flags of a command that starts the service: one for every key of the configuration. */
public final class ConfigOptions {
  private static final Path USUAL_FILE = Path.of("hookcast.yaml");
  private static final Map<Key<?>, String> SHORT =
      Map.of(Keys.SERVER_PORT, "--port", Keys.DATA_DIR, "--data");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration's file (else hookcast.yaml here, if there is one).")
  Optional<Path> file = Optional.empty();

  private final Map<String, OptionSpec> options = new LinkedHashMap<>();

  /** Takes the keys over from the table, so that none is forgotten here. */
  @Spec(Spec.Target.MIXEE)
  void offerTo(CommandSpec command) {
    Keys.ALL.forEach(key -> options.put(key.name(), option(key)));
    options.values().forEach(command::addOption);
  }

  /** Everything that the flags, this environment and the file say. */
  public Settings settings(Map<String, String> environment) {
    return Settings.read(sources(file, environment, flags()));
  }

  private Map<String, String> flags() {
    var flags = new LinkedHashMap<String, String>();
    options.forEach(
        (name, option) ->
            Optional.<String>ofNullable(option.getValue())
                .ifPresent(text -> flags.put(name, text)));
    return flags;
  }

  static Sources sources(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    var usual = Files.exists(USUAL_FILE) ? Optional.of(USUAL_FILE) : Optional.<Path>empty();
    return new Sources(file.or(() -> usual), environment, flags);
  }

  private static OptionSpec option(Key<?> key) {
    var shortName = Optional.ofNullable(SHORT.get(key));
    var names = shortName.map(s -> List.of(s, key.flag())).orElse(List.of(key.flag()));
    var byDefault = key.byDefault().isEmpty() ? "empty" : key.byDefault();
    return OptionSpec.builder(names.toArray(String[]::new))
        .paramLabel("VALUE")
        .type(String.class)
        .description(key.description() + " (default: " + byDefault + ")")
        .build();
  }
}
