package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.spi.StoreFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class WriterTest {
  private static final String ADD = "INSERT INTO note (text) VALUES (?)";

  @TempDir private Path folder;
  private final List<StoreFailure> fatal = new CopyOnWriteArrayList<>();
  private Sqlite sqlite;
  private Writer writer;

  @BeforeEach
  void open() throws SQLException {
    sqlite = Sqlite.at(folder.resolve("notes.db"));
    writer = new Writer(sqlite, Thread.ofPlatform().factory(), fatal::add);
    writer.write(s -> s.on("CREATE TABLE note (text TEXT NOT NULL UNIQUE)").update());
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void manyWritersShareCommits() {
    long before = writer.commits();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 32; i++) {
        int number = i;
        threads.execute(() -> addMany(number));
      }
    }
    assertThat(notes()).hasSize(3_200);
    assertThat(writer.commits() - before).isLessThan(1_600);
  }

  @Test
  void aLoneWriteIsCommittedAtOnce() {
    long before = writer.commits();
    add("one");
    add("two");
    assertThat(writer.commits() - before).isEqualTo(2);
  }

  @Test
  void onlyTheGuiltyWriteOfAGroupFails() {
    var group = new ArrayList<CompletableFuture<Integer>>();
    whileTheWriterIsBusy(
        () -> {
          for (int i = 0; i < 100; i++) {
            var text = i == 60 ? "note 59" : "note " + i;
            group.add(writer.submit(s -> s.on(ADD).with(text).update()));
          }
        });
    for (int i = 0; i < 100; i++) {
      if (i == 60) {
        var guilty = group.get(i);
        assertThatThrownBy(() -> Write.await(guilty)).isInstanceOf(StoreFailure.class);
      } else {
        assertThat(Write.await(group.get(i))).isEqualTo(1);
      }
    }
    assertThat(notes()).hasSize(99);
    assertThat(fatal).isEmpty();
  }

  @Test
  void aBugInAWriteIsItsCallersAndNobodyElses() {
    var group = new ArrayList<CompletableFuture<Integer>>();
    whileTheWriterIsBusy(
        () -> {
          group.add(writer.submit(s -> s.on(ADD).with("innocent").update()));
          group.add(
              writer.submit(
                  s -> {
                    throw new IllegalStateException("a bug");
                  }));
        });
    assertThat(Write.await(group.getFirst())).isEqualTo(1);
    assertThatThrownBy(() -> Write.await(group.getLast()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(notes()).containsExactly("innocent");
  }

  @Test
  void aFullDiskFailsTheWriteAndLeavesTheWriterAlive() {
    add("before");
    long pages = writer.write(s -> s.on("PRAGMA page_count").first(Row::number)).orElseThrow();
    writer.write(s -> s.on("PRAGMA max_page_count = " + (pages + 4)).first(Row::number));
    assertThatThrownBy(() -> add("x".repeat(100_000)))
        .isInstanceOf(StoreFailure.class)
        .hasMessage("The disk is full.");
    writer.write(s -> s.on("PRAGMA max_page_count = 1000000").first(Row::number));
    add("y".repeat(100_000));
    assertThat(notes()).containsExactlyInAnyOrder("before", "y".repeat(100_000));
    assertThat(fatal).isEmpty();
  }

  @Test
  void afterAFullDiskAGroupIsAllOrNothingAgain() {
    long pages = writer.write(s -> s.on("PRAGMA page_count").first(Row::number)).orElseThrow();
    writer.write(s -> s.on("PRAGMA max_page_count = " + (pages + 4)).first(Row::number));
    assertThatThrownBy(() -> add("x".repeat(100_000))).isInstanceOf(StoreFailure.class);
    assertThatThrownBy(
            () ->
                writer.write(
                    s -> {
                      s.on(ADD).with("half").update();
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(notes()).isEmpty();
  }

  @Test
  void aDiskInDoubtStopsEveryWriteForGood() {
    var group = new ArrayList<CompletableFuture<Integer>>();
    whileTheWriterIsBusy(
        () -> {
          group.add(writer.submit(s -> s.on(ADD).with("with it").update()));
          group.add(
              writer.submit(
                  s -> {
                    throw new SQLiteException("fsync", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
                  }));
        });
    for (var write : group) {
      assertThatThrownBy(() -> Write.await(write)).isInstanceOf(StoreFailure.class);
    }
    assertThatThrownBy(() -> add("afterwards")).isInstanceOf(StoreFailure.class);
    assertThat(fatal).hasSize(1);
    writer.close();
    assertThat(notes()).isEmpty();
  }

  @Test
  void closeFinishesWhatWaits() {
    var group = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < 500; i++) {
      var text = "note " + i;
      group.add(writer.submit(s -> s.on(ADD).with(text).update()));
    }
    writer.close();
    assertThat(group).allSatisfy(write -> assertThat(write).isCompletedWithValue(1));
    assertThatThrownBy(() -> add("too late")).isInstanceOf(StoreFailure.class);
  }

  private void addMany(int number) {
    for (int i = 0; i < 100; i++) {
      add(number + "/" + i);
    }
  }

  private void add(String text) {
    writer.write(s -> s.on(ADD).with(text).update());
  }

  /** What is submitted meanwhile becomes one group. */
  private void whileTheWriterIsBusy(Runnable submit) {
    var begun = new CountDownLatch(1);
    var enough = new CountDownLatch(1);
    var busy = writer.submit(s -> await(begun, enough));
    try {
      begun.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    submit.run();
    enough.countDown();
    Write.await(busy);
  }

  private static boolean await(CountDownLatch begun, CountDownLatch enough) {
    begun.countDown();
    try {
      enough.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return true;
  }

  private List<String> notes() {
    try (var session = sqlite.reading()) {
      return session.on("SELECT text FROM note").list(Row::text);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
