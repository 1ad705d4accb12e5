package dev.hookcast.slack;

import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes events that somebody might publish, mean ones among them: the same for the same seed. */
final class RandomEvents {
  /** Stands in the data of every event, and never in a message. */
  static final String CANARY = "hunter2-canary";

  private static final List<String> TYPES =
      Stream.concat(
              EventCatalogue.types().stream().map(EventType::value),
              Stream.of("a.b", "odd.thing.happened", "x.".repeat(90) + "y", "hookcast.test"))
          .toList();
  private static final List<String> PIECES =
      List.of(
          "web shop",
          "feature/x_y",
          "<!channel>",
          "<@U0LAN0Z89>",
          "<https://evil.example|x>",
          "&",
          "&amp;",
          "```",
          "`",
          "*b*",
          "_i_",
          "~s~",
          "> q",
          "\n",
          "\t",
          " ",
          "",
          "|",
          "\u202E",
          "\u001B[31m",
          "\uD83D\uDEA2",
          "\uD83D",
          "\uDEA2",
          "\u0000",
          "東京",
          "a",
          "\u200B",
          "@here");
  private static final List<String> URLS =
      List.of(
          "https://shop.example/",
          "https://x.example/a|b?c=d&e>f",
          "javascript:alert(1)",
          "oops",
          "https://u:p@x.example/",
          "http://h.example/" + "p/".repeat(2_000));

  private final SplittableRandom random;

  RandomEvents(long seed) {
    this.random = new SplittableRandom(seed);
  }

  Event next() {
    var out = JsonObject.writing();
    out.put("id", "e1").put("type", oneOf(TYPES)).put("occurred_at", oneOf(times()));
    out.put("status", oneOf(List.of("started", "succeeded", "failed", "cancelled")));
    maybe(() -> out.put("started_at", oneOf(times())));
    maybe(() -> out.put("completed_at", oneOf(times())));
    out.put("scope", scope());
    maybe(() -> out.put("actor", thing("id", "name", "email")));
    maybe(() -> out.put("build", thing("id")));
    maybe(() -> out.put("deployment", deployment()));
    maybe(() -> out.put("message", text()));
    maybe(() -> out.put("log", random.nextInt(4) == 0 ? oneOf(URLS) : text()));
    out.put("data", JsonObject.writing().put("password", CANARY).done());
    return EventJson.read(out.done());
  }

  private JsonObject scope() {
    var out = JsonObject.writing();
    maybe(() -> out.put("rack", text()));
    maybe(() -> out.put("project", thing("id", "name")));
    maybe(() -> out.put("environments", environments()));
    maybe(() -> out.put("application", thing("id", "name")));
    maybe(() -> out.put("cluster", thing("id", "name", "env")));
    maybe(() -> out.put("group", thing("id", "name")));
    maybe(() -> out.put("service", thing("type", "name")));
    return out.done();
  }

  private JsonArray environments() {
    return new JsonArray(
        IntStream.range(0, random.nextInt(30))
            .<Json>mapToObj(i -> thing("id", "name", "type", "machine_name"))
            .toList());
  }

  private JsonObject deployment() {
    var out = JsonObject.writing();
    maybe(() -> out.put("cause", oneOf(List.of("push", "promotion", "rollback", "redeploy"))));
    maybe(() -> out.put("build", random.nextBoolean()));
    maybe(() -> out.put("version", random.nextLong()));
    maybe(() -> out.put("rolled_back_to", random.nextLong()));
    maybe(() -> out.put("url", oneOf(URLS)));
    maybe(() -> out.put("permanent_url", oneOf(URLS)));
    fill(out, "id", "source_environment", "source", "commit");
    return out.done();
  }

  private JsonObject thing(String... members) {
    var out = JsonObject.writing();
    fill(out, members);
    return out.done();
  }

  private void fill(JsonWriter out, String... members) {
    for (var member : members) {
      maybe(() -> out.put(member, text()));
    }
  }

  /** Mostly short; sometimes longer than everything that Slack takes. */
  private String text() {
    int pieces =
        switch (random.nextInt(10)) {
          case 0 -> 0;
          case 1 -> 3_000;
          case 2, 3 -> 300;
          default -> random.nextInt(5);
        };
    var out = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      out.append(oneOf(PIECES));
    }
    return out.toString();
  }

  private static List<String> times() {
    return List.of(
        "2026-03-04T05:06:07Z",
        "2026-03-04T07:08:09.000000001Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z");
  }

  private void maybe(Runnable step) {
    if (random.nextInt(3) > 0) {
      step.run();
    }
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
