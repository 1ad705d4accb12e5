package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Keeps the last part of the disk for what was accepted already: its attempts have to be recorded
 * when nothing new can be taken any more. Looks at the disk ten times a second at most. Safe for
 * any number of threads.
 */
final class Reserve {
  // Enough for the write-ahead log, twice, and the attempts of some hundred thousand retries.
  private static final long BYTES = 256L << 20;
  private static final int SMALLEST_PART = 4; // of a disk that is small itself
  private static final int LOGS_PART = 4; // of the reserve; pages free in the file don't help it
  private static final Duration FRESH = Duration.ofMillis(100);

  private final Disk disk;
  private final LongSupplier freeInFile;
  private final InstantSource clock;
  private final AtomicReference<Look> last = new AtomicReference<>(new Look(Instant.MIN, true));

  /**
   * The reserve on a disk.
   *
   * @param freeInFile how many bytes of the file can be used again; asked only when the disk is low
   */
  Reserve(Disk disk, LongSupplier freeInFile, InstantSource clock) {
    this.disk = disk;
    this.freeInFile = freeInFile;
    this.clock = clock;
  }

  /** Where the file lies. */
  interface Disk {
    /** One of another machine, which has to watch it itself. */
    Disk ELSEWHERE =
        new Disk() {
          @Override
          public long free() {
            return Long.MAX_VALUE;
          }

          @Override
          public long size() {
            return Long.MAX_VALUE;
          }
        };

    /** Bytes that may still be written. */
    long free() throws IOException;

    /** Bytes of all. */
    long size() throws IOException;

    /** The one that holds this file. */
    static Disk of(Path file) throws IOException {
      var store = Files.getFileStore(file);
      return new Disk() {
        @Override
        public long free() throws IOException {
          return store.getUsableSpace();
        }

        @Override
        public long size() throws IOException {
          return store.getTotalSpace();
        }
      };
    }
  }

  private record Look(Instant at, boolean untouched) {}

  /** Throws if something new would have to be written to the reserve. */
  void spare() {
    if (!untouched()) {
      throw new StoreFailure(
          "The disk is nearly full: nothing new is taken, so that what was accepted before can"
              + " still be recorded.");
    }
  }

  /** True while there is more room than the reserve. */
  boolean untouched() {
    var now = clock.instant();
    var look = last.get();
    // The clock may be set back, too.
    if (look.at().plus(FRESH).isAfter(now) && !look.at().isAfter(now)) {
      return look.untouched();
    }
    boolean untouched = look();
    last.set(new Look(now, untouched));
    return untouched;
  }

  private boolean look() {
    try {
      long free = disk.free();
      long reserve = Math.min(BYTES, disk.size() / SMALLEST_PART);
      return free >= reserve
          || (free >= reserve / LOGS_PART && free + freeInFile.getAsLong() >= reserve);
    } catch (IOException e) {
      // Whoever can't say how much is free doesn't mean that it is nothing: a write will tell.
      return true;
    }
  }
}
