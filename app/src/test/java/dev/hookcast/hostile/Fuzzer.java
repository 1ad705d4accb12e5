package dev.hookcast.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hookcast.core.api.TestHookcast;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.hostile.Mischief.Kind;
import dev.hookcast.hostile.Mischief.Materials;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.platforms.FrontDoors;
import dev.hookcast.http.rest.Routes;
import dev.hookcast.http.server.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks a service for trouble, a kind after the other, and looks whether it gets any. */
final class Fuzzer {
  private static final int READERS = 6;
  private static final int ROUND = 2_000;
  private static final Set<Integer> FINE =
      Set.of(
          200, 201, 202, 204, 400, 401, 403, 404, 405, 408, 409, 413, 414, 415, 417, 422, 429, 431,
          501, 505);
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|dev\\.hookcast|java\\.(lang|util|io)|SQLITE|org\\.eclipse|Javalin");

  private final URI service;
  private final String token;
  private final Neighbour neighbour;
  private final JacksonJson json = new JacksonJson();
  private final Map<Integer, AtomicLong> statuses = new ConcurrentSkipListMap<>();
  private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
  private int good;

  Fuzzer(URI service, String token, Neighbour neighbour) {
    this.service = service;
    this.token = token;
    this.neighbour = neighbour;
  }

  /**
   * What came of it.
   *
   * @param served how long the good event after each kind took at most
   */
  record Report(Map<Integer, Long> statuses, Map<Kind, Duration> served, List<String> findings) {
    long requests() {
      return statuses.values().stream().mapToLong(count -> count).sum();
    }
  }

  /** Makes about so many requests, the same for the same seed. */
  Report run(long requests, long seed) throws IOException {
    var served = new EnumMap<Kind, Duration>(Kind.class);
    befriend();
    long done = 0;
    for (long round = 0; done < requests; round++) {
      for (var kind : Kind.values()) {
        int share = (int) Math.min(ROUND, Math.max(1, (requests - done) / Kind.values().length));
        ask(kind, share, seed * 1_000_003 + round * 31 + kind.ordinal());
        done += share;
        served.merge(
            kind, greet(kind + "-" + seed + "-" + round), (a, b) -> a.compareTo(b) > 0 ? a : b);
        clear();
      }
    }
    var counts = new TreeMap<Integer, Long>();
    statuses.forEach((status, count) -> counts.put(status, count.get()));
    return new Report(counts, served, List.copyOf(findings));
  }

  private void ask(Kind kind, int requests, long seed) throws IOException {
    var materials = materials();
    var next = new AtomicLong();
    try (var threads = Executors.newFixedThreadPool(READERS)) {
      for (int i = 0; i < READERS; i++) {
        threads.execute(() -> ask(kind, requests, seed, next, materials));
      }
    }
  }

  private void ask(Kind kind, int requests, long seed, AtomicLong next, Materials materials) {
    try (var wire = new Wire(service)) {
      for (long i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
        long own = seed * 7_919 + i;
        var request = new Mischief(materials, own).request(kind);
        try {
          boolean raw = kind == Kind.RAW;
          judge(kind, own, request, raw ? wire.sayAndEnd(request) : wire.say(request));
        } catch (IOException | RuntimeException e) {
          find(kind, own, request, e.toString());
          wire.hangUp();
        }
      }
    }
  }

  private void judge(Kind kind, long seed, byte[] request, Optional<Wire.Said> said) {
    int status = said.map(Wire.Said::status).orElse(0);
    statuses.computeIfAbsent(status, s -> new AtomicLong()).incrementAndGet();
    if (said.isEmpty()) {
      if (kind != Kind.RAW) {
        find(kind, seed, request, "no answer");
      }
      return;
    }
    var text = said.get().text();
    if (!FINE.contains(status)) {
      find(kind, seed, request, status + " " + text);
    } else if (status >= 400 && INSIDE.matcher(text).find()) {
      find(kind, seed, request, "tells of the inside: " + text);
    } else if (status >= 400
        && !text.isEmpty()
        && !said.get().header("content-type").contains("json")) {
      find(kind, seed, request, "no JSON: " + said.get().headers());
    }
  }

  private void find(Kind kind, long seed, byte[] request, String what) {
    if (findings.size() < 50) {
      var shown = new String(request, UTF_8).replace(token, "TOKEN");
      findings.add(
          "%s seed %d: %s%n--%n%s"
              .formatted(kind, seed, what, shown.substring(0, Math.min(shown.length(), 2_000))));
    }
  }

  /** The neighbour has an organization of its own, where nobody means harm. */
  private void befriend() throws IOException {
    call("POST", "/v1/organizations", "{\"id\":\"neighbour\"}");
    var made =
        call(
            "POST",
            "/v1/organizations/neighbour/subscriptions",
            "{\"options\":{\"url\":\"" + neighbour.url() + "good\"}}");
    if (made.status() != 201) {
      throw new AssertionError(made.text());
    }
  }

  private Duration greet(String id) {
    return neighbour.served(
        id.toLowerCase(java.util.Locale.ROOT),
        event -> {
          try {
            var said = call("POST", "/v1/organizations/neighbour/events", event);
            if (said.status() != 202) {
              throw new AssertionError("a good event got " + said.status() + " " + said.text());
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        Duration.ofSeconds(20));
  }

  /** Otherwise every event would go to every subscription that was ever made. */
  private void clear() throws IOException {
    for (var kind : List.of("subscriptions", "tokens")) {
      for (var id : ids(House.ORG + "/" + kind + "?limit=200")) {
        call("DELETE", House.ORG + "/" + kind + "/" + id, "");
      }
    }
  }

  private Materials materials() throws IOException {
    var ids = new ArrayList<String>();
    call("POST", House.SUBSCRIPTIONS, json.write(settings().getFirst()).text());
    call("POST", House.EVENTS, "{\"type\":\"a.b\"}");
    for (var kind : List.of("subscriptions", "events", "deliveries")) {
      ids.addAll(ids(House.ORG + "/" + kind + "?limit=5"));
    }
    return new Materials(routes(), payloads(), settings(), others(), ids, token);
  }

  /** The table of routes comes from the code; a core is all that it takes. */
  private static List<Route> routes() {
    var core = new TestHookcast().hookcast;
    return Stream.concat(Routes.of(core, List::of).stream(), FrontDoors.of(core).stream()).toList();
  }

  private Map<String, List<Json>> payloads() throws IOException {
    var payloads = new LinkedHashMap<String, List<Json>>();
    var names = object(call("GET", "/v1/dialects", "")).array("items").items();
    for (var item : names) {
      var name = ((JsonObject) item).text("name").orElseThrow();
      var shown = object(call("GET", "/v1/dialects/" + name, "")).object("examples");
      payloads.put(name, List.copyOf(shown.members().values()));
    }
    // CloudEvents' data is the event itself.
    payloads.put(
        "hookcast",
        payloads.get("cloudevents").stream()
            .<Json>map(event -> ((JsonObject) event).object("data"))
            .toList());
    return payloads;
  }

  private List<Json> settings() {
    var url = neighbour.url();
    return documents(
        """
        {"name":"n","description":"d","sink":"webhook","enabled":true,"dialect":"cloudevents",
         "options":{"url":"URL","ssl_verify":true,"headers":{"X-A":"b"},"timeout":"PT1S"},
         "filter":{"events":["*"],"excluded_events":["a.b"],"statuses":["failed"],"projects":["p*"],
          "environments":["*x*"],"excluded_environments":["y"],"applications":["a"],"groups":["g"]},
         "retry":{"schedule":["PT0.1S"],"jitter":0},"limits":{"concurrency":2,"per_second":50}}
        """
            .replace("URL", url),
        """
        {"dialect":"platformsh","options":{"url":"URL","secret":"a key"},
         "filter":{"states":["complete"],"results":["success"],"environment_types":["PRODUCTION"]},
         "retry":{"schedule":[]}}
        """
            .replace("URL", url),
        """
        {"dialect":"convox","options":{"url":"URL","secret":"00ff00ff"},
         "filter":{"events":["release:promote"],"racks":["r"]},"retry":{"schedule":["PT0.1S"]}}
        """
            .replace("URL", url),
        """
        {"dialect":"qovery","options":{"url":"URL"},
         "filter":{"events":["DEPLOYMENT_FAILURE"],"clusters":["c"]},"retry":{"schedule":[]}}
        """
            .replace("URL", url),
        """
        {"sink":"slack","options":{"url":"URL"},"filter":{"events":["*"]},"retry":{"schedule":[]}}
        """
            .replace("URL", url));
  }

  private List<Json> others() {
    return documents(
        "{\"name\":\"t\",\"scopes\":[\"viewer\",\"events:write\"],\"expires_at\":\"2030-01-01T00:00:00Z\"}",
        "{\"id\":\"org-x\",\"name\":\"X\"}",
        "{\"overlap\":\"PT24H\",\"secret\":\"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}",
        "{\"event\":{\"type\":\"environment.deploy\"},\"sink\":\"slack\"}",
        "{\"type\":\"webhook\",\"name\":\"w\",\"url\":\"URL\",\"rack\":\"r\"}",
        "{\"url\":\"URL\",\"active\":true}",
        """
        {"type":"webhook","url":"URL","events":["*"],"states":["complete"],"environments":["*"],
         "excluded_environments":[],"shared_key":"k"}
        """,
        """
        {"kind":"STANDARD","target_url":"URL","target_secret":"s","description":"d","enabled":true,
         "events":["DEPLOYMENT_STARTED"],"project_names_filter":["p*"],
         "environment_types_filter":["PRODUCTION"]}
        """,
        """
        {"enabled":true,"url":"URL","sslVerifyEnabled":false,"description":"d","secret":"s",
         "triggers":["applications_created","*"]}
        """);
  }

  private List<Json> documents(String... texts) {
    return Stream.of(texts)
        .map(text -> text.replace("URL", neighbour.url()))
        .<Json>map(text -> json.read(dev.hookcast.core.Bytes.utf8(text)))
        .toList();
  }

  private List<String> ids(String path) throws IOException {
    return object(call("GET", path, "")).array("items").items().stream()
        .map(item -> ((JsonObject) item).text("id").orElseThrow())
        .toList();
  }

  private JsonObject object(Wire.Said said) {
    return json.read(dev.hookcast.core.Bytes.utf8(said.text())) instanceof JsonObject object
        ? object
        : JsonObject.EMPTY.with("items", new JsonArray(List.of()));
  }

  private Wire.Said call(String method, String path, String body) throws IOException {
    var request =
        "%s %s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, token, body.getBytes(UTF_8).length, body);
    try (var wire = new Wire(service)) {
      return wire.say(request.getBytes(UTF_8))
          .orElseThrow(() -> new AssertionError("no answer to " + method + " " + path));
    }
  }
}
