package dev.hookcast.app.service;

import static java.util.stream.Collectors.joining;

import dev.hookcast.app.config.Config;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkFactory;
import dev.hookcast.core.spi.Sinks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the sinks that the configuration switches on, among the built-in ones and the plugins. */
public final class SwitchedOn {
  private static final Logger LOG = LoggerFactory.getLogger("hookcast");

  private final Config.Sinks wanted;
  private final Plugins plugins;
  private final SinkFactory.Tools tools;
  private final Map<String, Known> known = new TreeMap<>();

  private SwitchedOn(Config.Sinks wanted, Plugins plugins, SinkFactory.Tools tools) {
    this.wanted = wanted;
    this.plugins = plugins;
    this.tools = tools;
  }

  /** A sink that could be switched on, and where it comes from. */
  private record Known(String from, boolean plugin, Supplier<Sink> sink) {}

  /**
   * The sinks that are switched on.
   *
   * @throws Refusal if one of them isn't there or can't be made, or if two are of one kind
   */
  public static Sinks among(
      Collection<Sink> builtIn, Config.Sinks wanted, SinkFactory.Tools tools) {
    var choice = new SwitchedOn(wanted, Plugins.in(wanted.plugins()), tools);
    builtIn.forEach(
        sink ->
            choice.add(
                sink.spec().kind(),
                new Known(sink.getClass().getName() + " (built in)", false, () -> sink)));
    for (var plugin : choice.plugins.usable()) {
      choice.add(plugin.kind(), new Known(plugin.toString(), true, () -> choice.created(plugin)));
    }
    choice.checkNames();
    choice.checkOptions();
    choice.plugins.broken().forEach(broken -> LOG.warn("left out, not a plugin: {}", broken));
    return Sinks.of(wanted.enabled().stream().map(kind -> choice.sink(kind)).toList());
  }

  private void add(String kind, Known sink) {
    var other = known.put(kind, sink);
    if (other != null) {
      throw new Refusal(
          "Two sinks are called "
              + kind
              + ": "
              + other.from()
              + ", and "
              + sink.from()
              + ". Take one of them out of "
              + plugins.folder()
              + ".");
    }
  }

  private void checkNames() {
    var missing = wanted.enabled().stream().filter(kind -> !known.containsKey(kind)).toList();
    if (!missing.isEmpty()) {
      throw new Refusal(
          "sinks.enabled names "
              + String.join(", ", missing)
              + ", but there are only "
              + String.join(", ", known.keySet())
              + ". Correct the name, or put the jar of that sink into "
              + plugins.folder()
              + "."
              + unreadable(plugins.broken()));
    }
  }

  private static String unreadable(List<Plugin.Broken> broken) {
    return broken.isEmpty()
        ? ""
        : broken.stream()
            .map(Plugin.Broken::toString)
            .collect(joining("; ", " These jars there can't be used: ", "."));
  }

  private void checkOptions() {
    for (var kind : wanted.options().keySet()) {
      var sink = known.get(kind);
      if (sink == null || !wanted.enabled().contains(kind)) {
        throw new Refusal(
            "sinks.options says something about "
                + kind
                + ", which sinks.enabled doesn't switch on. Correct the name, or take the option"
                + " out.");
      }
      if (!sink.plugin()) {
        throw new Refusal(
            "sinks.options says something about "
                + kind
                + ", which is built in and takes none. Take the option out.");
      }
    }
  }

  private Sink sink(String kind) {
    var sink = known.get(kind);
    if (sink == null) {
      throw new IllegalStateException("not checked: " + kind);
    }
    return sink.sink().get();
  }

  private Sink created(Plugin.Usable plugin) {
    var options = wanted.options().getOrDefault(plugin.kind(), Map.of());
    try {
      var sink = plugin.factory().create(options, tools);
      var kind = sink.spec().kind();
      if (!kind.equals(plugin.kind())) {
        throw unusable(plugin, "its sink calls itself " + kind, new IllegalStateException(kind));
      }
      return sink;
    } catch (InvalidInput e) {
      throw new Refusal(
          "The options of the sink "
              + plugin.kind()
              + " are wrong; correct them in sinks.options. "
              + e.problems().stream().map(Problem::detail).collect(joining(" ")),
          e);
    } catch (Refusal e) {
      throw e;
    } catch (LinkageError | RuntimeException e) {
      throw unusable(plugin, "it failed with " + e, e);
    }
  }

  private static Refusal unusable(Plugin.Usable plugin, String why, Throwable cause) {
    return new Refusal(
        "The sink "
            + plugin.kind()
            + " ("
            + plugin
            + ") can't be used: "
            + why
            + ". Get a version made for this one of Hookcast, or take the name out of"
            + " sinks.enabled.",
        cause);
  }
}
