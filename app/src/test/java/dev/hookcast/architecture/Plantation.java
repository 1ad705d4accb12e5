package dev.hookcast.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static dev.hookcast.architecture.Planted.typeName;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Planted classes in a folder of their own: compiled at once, looked at one by one. */
final class Plantation {
  private final JavaClasses classes;

  /** Compiles them into this folder and reads those that pass for ours. */
  Plantation(Path folder, List<Planted> all) {
    var messages = new StringWriter();
    // Not newer than the program's own class files: ArchUnit has to be able to read them.
    var options = List.of("--release", "21", "-proc:none", "-nowarn", "-d", folder.toString());
    var sources = all.stream().flatMap(p -> p.sources().stream()).map(Source::new).toList();
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (!compiler.getTask(messages, null, null, options, null, sources).call()) {
      throw new IllegalStateException(messages.toString());
    }
    classes = new ClassFileImporter().importPath(folder.resolve("dev"));
  }

  /** The classes of one of them only. */
  JavaClasses of(Planted planted) {
    return classes.that(describe("planted", type -> planted.holds(type.getName())));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + typeName(text).replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
