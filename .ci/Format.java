import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks the format of every Java file of every module, or sets it right: {@code Format check|replace}. */
final class Format {
  public static void main(String[] arguments) throws Exception {
    boolean replace = arguments[0].equals("replace");
    List<String> how = replace ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed");
    List<String> sources;
    try (Stream<Path> files = Files.walk(Path.of("."))) {
      sources = files.map(Path::toString).filter(Format::isOurs).sorted().toList();
    }
    if (sources.isEmpty()) {
      return; // Without a file google-java-format would show its usage and fail.
    }
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    String[] all = Stream.concat(how.stream(), sources.stream()).toArray(String[]::new);
    int status = new Main(out, err, System.in).format(all);
    if (status != 0 && !replace) {
      err.println("The files above aren't in google-java-format. To set them right: .ci/format");
    }
    System.exit(status);
  }

  private static boolean isOurs(String file) {
    return file.endsWith(".java") && file.contains("/src/") && !file.contains("/target/");
  }
}
