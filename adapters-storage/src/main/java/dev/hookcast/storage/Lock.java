package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process away from a database file. The system takes it back from a dead one. */
final class Lock implements AutoCloseable {
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
    var file = database.resolveSibling(database.getFileName() + ".lock");
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

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreFailure("The lock file can't be closed.", e);
    }
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // within this very process
    }
  }
}
