package dev.hookcast.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.cli.BackupCommand;
import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.terminal.Terminal;
import dev.hookcast.http.JacksonJson;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aCopyMadeUnderLoadHasWhateverWasAcceptedBefore() throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    var copy = Files.createDirectories(folder.resolve("copies/monday"));
    Files.writeString(copy.resolve("hookcast.db.part"), "of a copy that was cut off");
    var accepted = new ConcurrentLinkedQueue<String>();
    List<String> before;
    try (var stage = new Stage(data)) {
      var going = new AtomicBoolean(true);
      var publisher =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (going.get()) {
                      var event = stage.post("/events", "{\"type\":\"build.create\"}");
                      accepted.add(event.text("id").orElseThrow());
                    }
                  });
      while (accepted.size() < 50) {
        Thread.onSpinWait();
      }
      before = List.copyOf(accepted);
      assertThat(run("--data", data.toString(), copy.toString())).as(text(err)).isZero();
      going.set(false);
      publisher.join();

      assertThat(text(out)).contains("Copied", copy.toString(), "complete", "master.key");
      var permissions = Files.getPosixFilePermissions(copy.resolve("hookcast.db"));
      assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
      assertThat(copy).isDirectoryNotContaining("glob:**.part");
      Files.copy(data.resolve("master.key"), copy.resolve("master.key"));
    }
    try (var restored = new Stage(copy)) {
      assertThat(before)
          .allSatisfy(id -> assertThat(restored.get("/events/" + id).text("id")).contains(id));
    }
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    try (var stage = new Stage(data)) {
      stage.post("/events", "{\"type\":\"build.create\"}");
    }
    var there = Files.writeString(folder.resolve("hookcast.db"), "mine");

    assertThat(run("--data", data.toString(), folder.toString())).isOne();
    assertThat(text(err)).contains("is there already");
    assertThat(there).hasContent("mine");
  }

  @Test
  void withoutAStoreOfItsOwnThereIsNothingToCopy() {
    var target = folder.resolve("copy");

    assertThat(run("--data", folder.resolve("none").toString(), target.toString())).isOne();
    assertThat(text(err)).contains("There is no store");
    assertThat(target.resolve("hookcast.db")).doesNotExist();
    assertThat(run("--storage.url", "postgresql://u:p@127.0.0.1/d", target.toString())).isOne();
    assertThat(text(err)).contains("pg_dump");
    assertThat(run()).isEqualTo(2);
  }

  private int run(String... options) {
    var terminal =
        new Terminal(InputStream.nullInputStream(), stream(out), stream(err), false, false, 80);
    var surroundings =
        new Surroundings(terminal, Map.of(), new JacksonJson(), InstantSource.system());
    var command = new BackupCommand(surroundings, InstantSource.system());
    var arguments = new String[options.length + 1];
    arguments[0] = "backup";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return new Commands(surroundings, List.of(command), sessions -> List.of()).run(arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
