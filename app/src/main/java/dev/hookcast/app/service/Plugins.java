package dev.hookcast.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The jars in the plugins folder. What is in them is found, and not switched on by that. */
public final class Plugins {
  private final Path folder;
  private final List<Plugin> found;

  private Plugins(Path folder, List<Plugin> found) {
    this.folder = folder;
    this.found = List.copyOf(found);
  }

  /**
   * Looks into every jar of this folder; a folder that isn't there holds none.
   *
   * @throws Refusal if the folder can't be read
   */
  public static Plugins in(Path folder) {
    if (!Files.exists(folder)) {
      return new Plugins(folder, List.of());
    }
    try (var files = Files.list(folder)) {
      var jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      return new Plugins(folder, jars.stream().flatMap(jar -> Plugin.in(jar).stream()).toList());
    } catch (IOException e) {
      throw new Refusal("The plugins folder " + folder + " can't be read.", e);
    }
  }

  /** Where they are. */
  Path folder() {
    return folder;
  }

  /** Those that can be switched on. */
  List<Plugin.Usable> usable() {
    return only(Plugin.Usable.class);
  }

  /** Those that can't. */
  List<Plugin.Broken> broken() {
    return only(Plugin.Broken.class);
  }

  private <T extends Plugin> List<T> only(Class<T> kind) {
    return found.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
