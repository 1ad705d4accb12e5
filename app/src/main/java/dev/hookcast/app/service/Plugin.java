package dev.hookcast.app.service;

import dev.hookcast.core.spi.SinkFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;

/** One thing that a jar in the plugins folder holds. */
sealed interface Plugin {
  /** The jar. */
  Path jar();

  /** A factory that could be made. */
  record Usable(Path jar, String kind, SinkFactory factory) implements Plugin {
    @Override
    public String toString() {
      return factory.getClass().getName() + " in " + jar;
    }
  }

  /** A jar that can't be used, and why in a sentence without its full stop. */
  record Broken(Path jar, String why) implements Plugin {
    @Override
    public String toString() {
      return jar + " (" + why + ")";
    }
  }

  /** What this jar holds, in a class loader of its own: one bad jar spoils no other. */
  static List<Plugin> in(Path jar) {
    var services = "META-INF/services/" + SinkFactory.class.getName();
    try (var content = new JarFile(jar.toFile())) {
      if (content.getEntry(services) == null) {
        return List.of(new Broken(jar, "it names no factory in " + services));
      }
    } catch (IOException e) {
      return List.of(new Broken(jar, "it isn't a jar that can be read"));
    }
    try {
      return usable(jar);
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      return List.of(new Broken(jar, "its factory can't be loaded: " + e));
    }
  }

  private static List<Plugin> usable(Path jar) {
    // Stays open as long as the process: classes are loaded from it whenever they are first used.
    var loader =
        new URLClassLoader(
            "plugin " + jar.getFileName(), new URL[] {url(jar)}, Plugin.class.getClassLoader());
    return ServiceLoader.load(SinkFactory.class, loader).stream()
        .filter(provider -> loader.equals(provider.type().getClassLoader()))
        .map(ServiceLoader.Provider::get)
        .map(factory -> of(jar, factory))
        .toList();
  }

  private static Plugin of(Path jar, SinkFactory factory) {
    var kind = factory.kind();
    return kind.matches("[a-z][a-z0-9-]*")
        ? new Usable(jar, kind, factory)
        : new Broken(jar, "its factory names a kind that can't be switched on: " + kind);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
