package com.example.hookcast;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Submission;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.storage.Database;
import dev.hookcast.storage.Seal;
import dev.hookcast.storage.SqlAuditStore;
import dev.hookcast.storage.SqlDeliveryStore;
import dev.hookcast.storage.SqlEventStore;
import dev.hookcast.storage.SqlIds;
import dev.hookcast.storage.SqlOrganizationStore;
import dev.hookcast.storage.SqlSubscriptionStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Delivers one event to a sink of its own: an engine on SQLite, without the service around it. */
public final class Embedding {
  private static final int KEY_BYTES = 32;

  private final InstantSource clock = InstantSource.system();
  private final SecureRandom chance = new SecureRandom();
  private final ThreadFactory threads = Thread.ofPlatform().daemon().factory();
  private final PrintStream out;

  private Embedding(PrintStream out) {
    this.out = out;
  }

  /** Keeps everything in the folder that the first argument names, which is made if need be. */
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createDirectories(Path.of(arguments[0]));
    new Embedding(System.out).run(folder);
  }

  private void run(Path folder) throws IOException, InterruptedException {
    var seal = new Seal(masterKey(folder.resolve("master.key")), chance);
    var file = folder.resolve("events.db");
    try (var database = Database.open(file, seal, threads, clock, Embedding::ended)) {
      deliver(database, seal);
    }
  }

  private void deliver(Database database, Seal seal) throws InterruptedException {
    var json = new JacksonJson();
    var dialects = Dialects.all();
    var ids = new SqlIds(database, clock, chance);
    var stores =
        new Hookcast.Stores(
            new SqlEventStore(database),
            new SqlSubscriptionStore(database, seal, json, dialects),
            new SqlDeliveryStore(database, ids, json),
            new SqlOrganizationStore(database, json),
            new SqlAuditStore(database, json));
    var sinks = Sinks.of(List.of(new PrintingSink(out)));
    var listener = new FailureLog(System.err);
    var ports = new Hookcast.Ports(stores, sinks, dialects, json, ids, listener, clock, chance);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      publish(new Hookcast(ports, new Window(1_000, 64 << 20), executor));
    }
  }

  private void publish(Hookcast hookcast) throws InterruptedException {
    var running = hookcast.start(threads);
    var wanted = JsonObject.writing().put("sink", "printing").done();
    var settings = hookcast.subscriptionJson().read(wanted, Optional.empty());
    hookcast.subscriptions().create(OrganizationId.DEFAULT, settings);
    var event = JsonObject.writing().put("type", "environment.deploy").done();
    hookcast.publishing().publish(OrganizationId.DEFAULT, Submission.ofNative(event));
    running.stop(Duration.ofSeconds(30));
  }

  /** The key that seals secrets in the store; the same store needs the same key. */
  private byte[] masterKey(Path file) throws IOException {
    if (!Files.exists(file)) {
      var fresh = new byte[KEY_BYTES];
      chance.nextBytes(fresh);
      Files.write(file, fresh);
    }
    return Files.readAllBytes(file);
  }

  /** A store that can't write any more stays so: what was accepted goes on after a new start. */
  private static void ended(RuntimeException failure) {
    System.err.println("The store has stopped for good: " + failure.getMessage());
  }
}
