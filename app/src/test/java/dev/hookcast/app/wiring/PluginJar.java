package dev.hookcast.app.wiring;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes plugin jars: out of the example's own files, or small ones with some fault. */
final class PluginJar {
  private static final Path EXAMPLE = Path.of("..", "docs", "custom-sink", "src", "main");
  private static final String SERVICES = "META-INF/services/dev.hookcast.core.spi.SinkFactory";

  private final Path work;
  private final Path folder;

  /** Makes them in this folder; what is needed on the way goes to the other. */
  PluginJar(Path folder, Path work) {
    this.folder = folder;
    this.work = work;
  }

  /** The example of docs/custom-sink. */
  Path example(String name) throws IOException {
    var classes = Files.createTempDirectory(work, "classes");
    try (var sources = Files.walk(EXAMPLE.resolve("java"))) {
      compile(classes, sources.filter(file -> file.toString().endsWith(".java")).toList());
    }
    return jar(name, classes, Files.readString(EXAMPLE.resolve("resources").resolve(SERVICES)));
  }

  /** A factory {@code odd.Factory} with this kind, whose {@code create} has this body. */
  Path odd(String name, String kind, String create) throws IOException {
    var source =
        """
        package odd;
        import dev.hookcast.core.spi.*;
        public final class Factory implements SinkFactory {
          public String kind() { return "%s"; }
          public Sink create(java.util.Map<String, String> options, Tools tools) { %s }
        }
        """
            .formatted(kind, create);
    var classes = Files.createTempDirectory(work, "classes");
    compile(classes, List.of(Files.writeString(work.resolve("Factory.java"), source)));
    return jar(name, classes, "odd.Factory\n");
  }

  /** A jar that names this factory and holds no class. */
  Path empty(String name, String factory) throws IOException {
    return jar(name, Files.createTempDirectory(work, "classes"), factory);
  }

  private void compile(Path classes, List<Path> sources) {
    var messages = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var options = List.of("--release", "21", "-proc:none", "-nowarn", "-d", classes.toString());
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      if (!compiler.getTask(messages, files, null, options, null, units).call()) {
        throw new IllegalStateException(messages.toString());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path jar(String name, Path classes, String services) throws IOException {
    var jar = folder.resolve(name);
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      out.putNextEntry(new JarEntry(SERVICES));
      out.write(services.getBytes(StandardCharsets.UTF_8));
      for (var file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        out.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }
}
