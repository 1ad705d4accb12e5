package dev.hookcast.app.bench;

import dev.hookcast.app.client.Api;
import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Failure;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.spi.JsonFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the bench asks of the service besides publishing. */
record Desk(Api api, JsonFormat json) {
  private static final int TRIES = 200;
  private static final int PAUSE_MILLISECONDS = 50;

  void organize(String id) {
    post("/v1/organizations", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, id));
  }

  void subscribe(String organization, String url, String type, int concurrency) {
    post(
        "/v1/organizations/" + organization + "/subscriptions",
        """
        {"name":"%s","options":{"url":"%s"},"filter":{"events":["%s"]},"limits":{"concurrency":%d}}
        """
            .formatted(type, url, type, concurrency));
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
