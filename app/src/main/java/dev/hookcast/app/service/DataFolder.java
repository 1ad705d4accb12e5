package dev.hookcast.app.service;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Secret;
import dev.hookcast.storage.MasterKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The files beside the store: the admin token, the master key, and the address for clients on this
 * machine. What is secret is readable by its owner only from its first byte on.
 */
public final class DataFolder {
  private static final String TOKEN = "admin-token";
  private static final String KEY = "master.key";
  private static final String ADDRESS = "address";
  private static final String TOKEN_PREFIX = "hookcast_admin_";
  private static final int SECRET_SIZE = 32;

  private final Path path;
  private final RandomGenerator chance;
  private boolean freshKey;
  private boolean freshToken;

  /**
   * Makes the folder if there is none.
   *
   * @param chance makes secrets, so it has to be unpredictable
   */
  public DataFolder(Path path, RandomGenerator chance) {
    this.path = path;
    this.chance = chance;
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new Refusal("The data folder " + path + " can't be made.", e);
    }
  }

  /** The admin token; the first start makes it. */
  public synchronized Secret adminToken() {
    var known = read(TOKEN);
    if (known.isPresent()) {
      return new Secret(known.get());
    }
    var token = TOKEN_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(fresh());
    write(TOKEN, token);
    freshToken = true;
    return new Secret(token);
  }

  /** The admin token if it was made just now, to be shown this once. */
  public synchronized Optional<Secret> freshAdminToken() {
    return freshToken ? Optional.of(adminToken()) : Optional.empty();
  }

  /** The master keys, if there are some already. */
  public synchronized Optional<MasterKeys> knownMasterKeys() {
    return read(KEY).map(this::decoded);
  }

  /** The master keys that seal secrets in the store; the first start makes one. */
  public synchronized MasterKeys masterKeys() {
    var known = knownMasterKeys();
    if (known.isPresent()) {
      return known.get();
    }
    var key = fresh();
    write(KEY, Base64.getEncoder().encodeToString(key));
    freshKey = true;
    return MasterKeys.one(Bytes.of(key));
  }

  /**
   * Adds a master key that was made just now; returns the version that it has.
   *
   * @throws Refusal if there is none yet
   */
  public synchronized int addMasterKey() {
    var known = knownMasterKeys();
    if (known.isEmpty()) {
      throw new Refusal("There is no " + path.resolve(KEY) + " to add a key to.");
    }
    var more = known.get().with(Bytes.of(fresh()));
    write(KEY, more.written());
    return more.newest();
  }

  /**
   * Takes back a master key that was made just now, for a store that turned out to have another.
   */
  public synchronized void forgetFreshMasterKey() {
    if (freshKey) {
      delete(KEY);
    }
  }

  /** Leaves the service's address for clients. */
  public void address(String address) {
    write(ADDRESS, address);
  }

  private byte[] fresh() {
    var secret = new byte[SECRET_SIZE];
    chance.nextBytes(secret);
    return secret;
  }

  private MasterKeys decoded(String text) {
    try {
      return MasterKeys.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          path.resolve(KEY) + " isn't a master key: 32 bytes in base64. " + e.getMessage());
    }
  }

  private Optional<String> read(String name) {
    var file = path.resolve(name);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new Refusal("The file " + file + " can't be read.", e);
    }
  }

  private void delete(String name) {
    try {
      Files.deleteIfExists(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Without it a power cut may undo the move, and what the key has sealed would be lost.
  private void sync() throws IOException {
    try (var folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private void write(String name, String content) {
    var file = path.resolve(name);
    var draft = path.resolve(name + ".new");
    try {
      Files.deleteIfExists(draft);
      var ownerOnly = PosixFilePermissions.fromString("rw-------");
      Files.createFile(draft, PosixFilePermissions.asFileAttribute(ownerOnly));
      Files.writeString(draft, content + "\n", StandardOpenOption.SYNC);
      // In one step: a crash in between must not leave half a secret.
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      sync();
    } catch (IOException e) {
      throw new Refusal("The file " + file + " can't be written.", e);
    }
  }
}
