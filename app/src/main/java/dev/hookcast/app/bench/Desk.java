package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Publication;
import dev.hookcast.app.client.Api;
import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Failure;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.spi.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the bench asks of the service besides publishing. */
record Desk(Api api, JsonFormat json, Executor executor) {
  private static final int AT_ONCE = 16;
  private static final int TRIES = 200;
  private static final int PAUSE_MILLISECONDS = 50;

  void organize(String id) {
    post("/v1/organizations", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, id));
  }

  /** A subscription for the events of one group. */
  record Wish(String url, int group, int concurrency) {
    String json() {
      var type = Publication.type(group);
      return """
      {"name":"%s","options":{"url":"%s"},"filter":{"events":["%s"]},"limits":{"concurrency":%d}}
      """
          .formatted(type, url, type, concurrency);
    }
  }

  /** Makes all of these subscriptions, several at once; returns their ids in no order. */
  List<SubscriptionId> subscribe(String organization, List<Wish> wishes, Consumer<String> progress)
      throws InterruptedException {
    var path = "/v1/organizations/" + organization + "/subscriptions";
    var left = new ConcurrentLinkedQueue<>(wishes);
    var made = new ConcurrentLinkedQueue<SubscriptionId>();
    var workers = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < AT_ONCE; i++) {
      workers.add(
          CompletableFuture.runAsync(
              () -> {
                for (var wish = left.poll(); wish != null; wish = left.poll()) {
                  var id = post(path, wish.json()).text("id").orElseThrow();
                  made.add(new SubscriptionId(id));
                }
              },
              executor));
    }
    var all = CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new));
    while (!Waiting.upToASecond(all)) {
      progress.accept("subscribing: " + made.size() + " of " + wishes.size());
    }
    return List.copyOf(made);
  }

  /** Waits until this service knows all of these, which may have been made at another one. */
  void learn(String organization, List<SubscriptionId> ids) throws InterruptedException {
    var path = "/v1/organizations/" + organization + "/subscriptions/";
    int tries = 0;
    for (var id : ids) {
      while (!knows(path + id)) {
        if (++tries == TRIES) {
          throw Failure.of("a node doesn't learn of what was made at another one");
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
      }
    }
  }

  private boolean knows(String path) {
    try {
      api.get(path);
      return true;
    } catch (Failure e) {
      return false;
    }
  }

  /** Publishes one event of a group. */
  void publish(String organization, int group, int bytes) {
    var document =
        Publication.document(bytes).replace(Publication.type(0), Publication.type(group));
    post("/v1/organizations/" + organization + "/events", document);
  }

  /**
   * How many bytes the service has to keep of one event: its document, and of each delivery what
   * its log shows, the document in it not counted again.
   */
  long keptBytes(String organization, String document) throws InterruptedException {
    var path = "/v1/organizations/" + organization;
    var published = post(path + "/events", document);
    long kept = document.length();
    for (var item : published.array("deliveries").items()) {
      var id = item instanceof JsonObject o ? o.text("id").orElse("") : "";
      var attempt = attempt(path + "/deliveries/" + id);
      long request = shown(attempt.object("request"));
      boolean within = attempt.object("request").text("body").orElse("").contains(document);
      kept += request + shown(attempt.object("response")) - (within ? document.length() : 0);
    }
    return kept;
  }

  private JsonObject attempt(String path) throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      var delivery = object(api.get(path).body());
      var attempts = delivery.array("attempts").items();
      boolean delivered = delivery.text("state").orElse("").equals("delivered");
      if (delivered && attempts.getLast() instanceof JsonObject attempt) {
        return attempt;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
    }
    throw Failure.of("a delivery doesn't come to its end: " + path);
  }

  private JsonObject post(String path, String body) {
    return object(api.post(path, Content.json(Bytes.utf8(body))).body());
  }

  private JsonObject object(Bytes text) {
    return json.read(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  private static long shown(JsonObject message) {
    long size = message.text("body").orElse("").length();
    for (var header : message.object("headers").members().entrySet()) {
      var values =
          header.getValue() instanceof JsonArray many ? many.items() : List.of(header.getValue());
      for (var value : values) {
        size += header.getKey().length() + (value instanceof JsonString s ? s.value().length() : 0);
      }
    }
    return size;
  }
}
