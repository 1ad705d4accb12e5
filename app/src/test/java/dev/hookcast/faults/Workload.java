package dev.hookcast.faults;

import dev.hookcast.faults.Child.Door;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Random;

/**
 * The load of every run: events of about 1 KiB, each for one of several groups of three
 * subscriptions; of 21 subscriptions one fails always, one is slow, and one closes connections that
 * rest.
 *
 * @param seed makes the documents
 */
record Workload(long seed, int groups) {
  static final int MATCHES = 3;
  private static final int PADDING = 800;

  /** The usual one. */
  static Workload of(long seed) {
    return new Workload(seed, 7);
  }

  /** The id of an event. */
  static String id(int number) {
    return "w-" + number;
  }

  /** The number of an event of this id. */
  static int number(String id) {
    return Integer.parseInt(id.substring(2));
  }

  /** The document of an event; always the same one. */
  String event(int number) {
    var chance = new Random(seed + number);
    var padding = new StringBuilder(PADDING);
    while (padding.length() < PADDING) {
      padding.append(Long.toString(chance.nextLong(), Character.MAX_RADIX));
    }
    return """
    {"id":"%s","type":"environment.deploy","status":"succeeded",
     "occurred_at":"2026-03-04T05:06:07Z","scope":{"project":{"name":"p%d"}},
     "data":{"padding":"%s"}}
    """
        .formatted(id(number), number % groups, padding);
  }

  /** Makes the subscriptions, at the first start of a run. */
  void subscribe(Door door, Target target) throws IOException, InterruptedException {
    for (int group = 0; group < groups; group++) {
      for (int member = 0; member < MATCHES; member++) {
        subscribe(door, subscription(group, target.url(path(group, member))));
      }
    }
  }

  /** Makes one more subscription, to events that nobody publishes. */
  void subscribeInVain(Door door, Target target) throws IOException, InterruptedException {
    subscribe(door, subscription(groups, target.url("/well/in-vain")));
  }

  private static String path(int group, int member) {
    var mood =
        group > 0
            ? "/well"
            : switch (member) {
              case 0 -> "/ill";
              case 1 -> "/slow";
              default -> "/hasty";
            };
    return "%s/%d/%d".formatted(mood, group, member);
  }

  private static String subscription(int group, String url) {
    return """
    {"options":{"url":"%s"},"filter":{"projects":["p%d"]},
     "retry":{"schedule":["PT0.2S","PT0.5S"],"jitter":0.2},"limits":{"concurrency":4}}
    """
        .formatted(url, group);
  }

  private static void subscribe(Door door, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(door.address().resolve("/v1/organizations/default/subscriptions"))
            .header("Authorization", "Bearer " + door.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new IOException(
            String.format(Locale.ROOT, "%d: %s", answer.statusCode(), answer.body()));
      }
    }
  }
}
