package dev.hookcast.http.platforms;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.OptionSpec.Kind;
import dev.hookcast.core.spi.Payload;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.RecordingSink;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.rest.Routes;
import dev.hookcast.http.server.AdminToken;
import dev.hookcast.http.server.Admission;
import dev.hookcast.http.server.Authenticator;
import dev.hookcast.http.server.Caller;
import dev.hookcast.http.server.Limits;
import dev.hookcast.http.server.RestServer;
import dev.hookcast.http.sink.EgressPolicy;
import dev.hookcast.http.sink.WebhookSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * Every door on a free port, over the real webhook sink and a store in memory, with a receiver
 * beside it.
 */
final class DoorServer implements AutoCloseable {
  private static final String TOKEN = "t0ken-of-the-admin-5d2e";
  private static final Caller ELSEWHERE =
      new Caller(
          Optional.of(new OrganizationId("elsewhere")),
          EnumSet.allOf(TokenScope.class),
          Author.PROGRAM);
  private static final Caller PLAIN =
      new Caller(
          Optional.of(OrganizationId.DEFAULT),
          EnumSet.of(
              TokenScope.SUBSCRIPTIONS_READ,
              TokenScope.SUBSCRIPTIONS_WRITE,
              TokenScope.DELIVERIES_READ),
          Author.PROGRAM);
  private static final Caller READER =
      new Caller(
          Optional.of(OrganizationId.DEFAULT),
          EnumSet.of(TokenScope.SUBSCRIPTIONS_READ),
          Author.PROGRAM);

  final SettableClock clock = new SettableClock(Instant.parse("2026-05-06T07:08:09Z"));
  final CountingIds ids = new CountingIds();
  final MockWebServer receiver = new MockWebServer();
  final SlackLike slack = new SlackLike();
  final Hookcast hookcast;

  private final JacksonJson json = new JacksonJson();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final RestServer server;

  private final InMemoryStore store = new InMemoryStore(ids);

  DoorServer() {
    this(Limits.NONE);
  }

  /** One that doesn't give as much as is asked for. */
  DoorServer(Limits limits) {
    try {
      receiver.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var webhooks =
        new WebhookSink(json, EgressPolicy.allowing("127.0.0.0/8"), "test", clock, Runnable::run);
    hookcast =
        new Hookcast(
            new Hookcast.Ports(
                new Hookcast.Stores(store, store, store, store, store),
                Sinks.of(List.of(webhooks, slack)),
                Dialects.all(),
                json,
                ids,
                new RecordingListener(),
                clock,
                new Random(11)),
            new Window(10_000, 1 << 24),
            tasks::add);
    // It has to exist: a missing organization would hide anything.
    hookcast.organizations().create(new OrganizationId("elsewhere"), "Elsewhere");
    var routes = new ArrayList<>(Routes.of(hookcast, List::of));
    routes.addAll(FrontDoors.of(hookcast));
    server =
        new RestServer(
            new RestServer.Binding("127.0.0.1", 0, 64 * 1_024, limits),
            routes,
            new Admission(tokens(), hookcast.subscriptions()::hasOrganization),
            new RestServer.Tools(json, ids, clock, Thread::startVirtualThread));
    server.start();
  }

  private static Authenticator tokens() {
    var admin = new AdminToken(new Secret(TOKEN));
    return (token, address) ->
        switch (token) {
          case "plain" -> Optional.of(PLAIN);
          case "reader" -> Optional.of(READER);
          case "elsewhere" -> Optional.of(ELSEWHERE);
          default -> admin.authenticate(token, address);
        };
  }

  /** Removes the payload of every event that has nothing left to do. */
  void expirePayloads() {
    while (store.expire(new EventStore.Expiry(Instant.MIN, Instant.MAX), 100)) {
      // until there is no more
    }
  }

  /** An answer: its status, its type, its body, and the id of its request. */
  record Got(int status, String type, String text, Json body, String requestId) {
    JsonObject object() {
      return (JsonObject) body;
    }

    List<JsonObject> list() {
      return objects((JsonArray) body);
    }

    List<JsonObject> list(String member) {
      return objects(object().array(member));
    }

    String text(String member) {
      return object().text(member).orElse("");
    }

    static List<JsonObject> objects(JsonArray array) {
      return array.items().stream().map(JsonObject.class::cast).toList();
    }
  }

  /** The address of the receiver, on this path. */
  String target(String path) {
    return receiver.url(path).toString();
  }

  Got get(String path) {
    return send("GET", path, "", "");
  }

  Got post(String path, String body) {
    return send("POST", path, "application/json", body);
  }

  Got put(String path, String body) {
    return send("PUT", path, "application/json", body);
  }

  Got delete(String path) {
    return send("DELETE", path, "", "");
  }

  Got form(String path, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send("POST", path, "application/x-www-form-urlencoded", body);
  }

  Got send(String method, String path, String type, String body) {
    return send(method, path, type, body, Map.of("Authorization", "Bearer " + TOKEN));
  }

  Got as(String token, String method, String path, String body) {
    return send(method, path, "application/json", body, Map.of("Authorization", "Bearer " + token));
  }

  Got send(String method, String path, String type, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      var text = response.body();
      var parsed = text.isEmpty() ? JsonObject.EMPTY : json.read(Bytes.utf8(text));
      var contentType = response.headers().firstValue("Content-Type").orElse("");
      var requestId = response.headers().firstValue("Request-Id").orElseThrow();
      return new Got(response.statusCode(), contentType, text, parsed, requestId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes a native event and makes every attempt that can be made now. */
  Got publish(String event) {
    var published = post("/v1/organizations/default/events", event);
    deliver();
    return published;
  }

  /** Makes every attempt that can be made now. */
  void deliver() {
    hookcast.runOnce();
    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** The receiver's next answers. */
  void answer(int... statuses) {
    for (int status : statuses) {
      receiver.enqueue(new MockResponse.Builder().code(status).body("said " + status).build());
    }
  }

  /** The receiver's answer to every request from now on. */
  void always(int status) {
    receiver.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(status).body("said " + status).build();
          }
        });
  }

  /** The requests that the receiver got since it was asked last. */
  List<RecordedRequest> received() {
    var all = new ArrayList<RecordedRequest>();
    try {
      for (var next = take(); next != null; next = take()) {
        all.add(next);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  private @org.jspecify.annotations.Nullable RecordedRequest take() throws InterruptedException {
    return receiver.takeRequest(0, java.util.concurrent.TimeUnit.MILLISECONDS);
  }

  /** The native view of the only subscription that there is. */
  JsonObject subscription() {
    var all = get("/v1/organizations/default/subscriptions").list("items");
    if (all.size() != 1) {
      throw new AssertionError("not one subscription: " + all);
    }
    return all.getFirst();
  }

  @Override
  public void close() {
    server.stop();
    receiver.close();
  }

  /** A recording sink of the kind {@code slack}, with a secret address as Slack has it. */
  static final class SlackLike implements Sink {
    final RecordingSink recording = new RecordingSink("slack");
    private final SinkSpec spec =
        new SinkSpec(
            "slack", false, List.of(new OptionSpec("url", Kind.SECRET, true, "The address.")));

    @Override
    public SinkSpec spec() {
      return spec;
    }

    @Override
    public List<Problem> check(Settings settings) {
      var url = settings.sink().secrets().others().get("url");
      boolean fine = url != null && url.reveal().startsWith("https://");
      return fine ? List.of() : List.of(new Problem("/url", "slack_url_invalid", "Not Slack's."));
    }

    @Override
    public Optional<String> destination(Settings settings) {
      return Optional.empty();
    }

    @Override
    public Payload preview(Shipment shipment) {
      return recording.preview(shipment);
    }

    @Override
    public Receipt send(Shipment shipment) {
      return recording.send(shipment);
    }
  }
}
