package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second process away from a database file; the system takes it back from a dead one. Its
 * file also remembers that there is a database, so that a lost one is missed.
 */
final class Lock implements AutoCloseable {
  private static final String REMEMBERED = "There is a store beside this file.\n";

  private final FileChannel channel;

  private Lock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * The lock beside this database.
   *
   * @throws StoreFailure if somebody else holds it
   */
  static Lock beside(Path database) {
    var file = file(database);
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!taken(channel)) {
        channel.close();
        throw new StoreFailure(
            "Another process has " + database + " open. Stop it, or use another data folder.");
      }
      return new Lock(channel);
    } catch (IOException e) {
      throw new StoreFailure("The lock file " + file + " can't be written.", e);
    }
  }

  /**
   * Makes sure that the database hasn't been lost since it was {@link #remember remembered}.
   *
   * @throws StoreFailure if it is missing or empty
   */
  void missNothing(Path database) {
    try {
      boolean there = Files.exists(database) && Files.size(database) > 0;
      if (!there && channel.size() > 0) {
        throw new StoreFailure(
            "The store "
                + database
                + (Files.exists(database) ? " is empty" : " is missing")
                + ", and it wasn't before. Put it back, or delete "
                + file(database).getFileName()
                + " beside it to begin with a new one.");
      }
    } catch (IOException e) {
      throw new StoreFailure("The store " + database + " can't be looked at.", e);
    }
  }

  /** Remembers durably that there is a database now. */
  void remember() {
    try {
      if (channel.size() == 0) {
        channel.write(ByteBuffer.wrap(REMEMBERED.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
    } catch (IOException e) {
      throw new StoreFailure("The lock file can't be written.", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreFailure("The lock file can't be closed.", e);
    }
  }

  private static Path file(Path database) {
    return database.resolveSibling(database.getFileName() + ".lock");
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // within this very process
    }
  }
}
