package dev.hookcast.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** A PostgreSQL server for whoever needs one for a while: the bench, or a service by hand. */
public final class LonePostgres {
  private LonePostgres() {}

  /** Prints the address of an empty database, and keeps the server until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    run(System.in, System.out);
  }

  static void run(InputStream in, PrintStream out) throws IOException {
    try (var server = started()) {
      out.println(url(server));
      out.flush();
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** A server as Hookcast wants it, on a free port of loopback. */
  static EmbeddedPostgres started() {
    try {
      // For tests these are off by default, and the store would refuse it.
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("synchronous_commit", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String url(EmbeddedPostgres server) {
    // It asks for no password; a URL without one would do as well.
    return "postgresql://postgres:unasked@127.0.0.1:" + server.getPort() + "/postgres";
  }
}
