package dev.hookcast.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Quotas;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.dialect.CloudEventsDialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.Retention;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.reference.Description;
import dev.hookcast.http.server.AccessTokens;
import dev.hookcast.http.server.AdminToken;
import dev.hookcast.http.server.Admission;
import dev.hookcast.http.server.Authenticator;
import dev.hookcast.http.server.Caller;
import dev.hookcast.http.server.Limits;
import dev.hookcast.http.server.Query;
import dev.hookcast.http.server.RestServer;
import dev.hookcast.http.server.Route;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The API on a free port over fakes. Whatever it answers has to be as described, and is looked
 * through once more when it is closed: nothing of the inside and none of the planted secrets may be
 * in there.
 */
final class TestServer implements AutoCloseable {
  static final int MAX_BODY = 64 * 1_024;
  static final String EVENTS = "/v1/organizations/default/events";
  static final String SUBSCRIPTIONS = "/v1/organizations/default/subscriptions";
  static final String DELIVERIES = "/v1/organizations/default/deliveries";
  static final String TOKEN = "t0ken-of-the-admin-8c1f";
  static final Caller READER =
      new Caller(
          Optional.of(OrganizationId.DEFAULT),
          java.util.Set.of(TokenScope.EVENTS_READ),
          Author.PROGRAM);
  static final Caller FOREIGNER =
      new Caller(
          Optional.of(new OrganizationId("elsewhere")),
          java.util.EnumSet.allOf(TokenScope.class),
          Author.PROGRAM);

  final SettableClock clock = new SettableClock(Instant.parse("2026-04-02T08:00:00Z"));
  final CountingIds ids = new CountingIds();
  final TestSink sink = new TestSink("webhook", true);
  final InMemoryStore store = new InMemoryStore(ids);
  final List<String> obstacles = new CopyOnWriteArrayList<>();
  final Hookcast hookcast;
  final RestServer server;
  volatile boolean broken;
  volatile boolean overloaded;
  volatile boolean revoked;

  private static final Description DESCRIPTION = Description.served();

  private final JacksonJson json = new JacksonJson();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>(List.of(TOKEN));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  TestServer(Route... more) {
    this(Limits.NONE, Quotas.NONE, more);
  }

  /** One that doesn't give as much as is asked for. */
  TestServer(Limits limits, Quotas quotas, Route... more) {
    hookcast =
        new Hookcast(
            new Hookcast.Ports(
                new Hookcast.Stores(new Events(), store, store, store, store),
                Sinks.of(List.of(sink, new TestSink("pager", false))),
                new Dialects(List.of(new CloudEventsDialect(), new PlainDialect())),
                json,
                ids,
                new RecordingListener(),
                clock,
                new Random(11)),
            new Window(10_000, 1 << 24),
            tasks::add,
            Retention.FOREVER,
            quotas);
    var routes = new ArrayList<>(Routes.of(hookcast, () -> obstacles));
    routes.addAll(List.of(more));
    var admin = new AdminToken(new Secret(TOKEN)).or(new AccessTokens(hookcast.organizations()));
    Authenticator tokens =
        (token, address) ->
            switch (token) {
              case "reader" -> Optional.of(READER);
              case "foreigner" -> Optional.of(FOREIGNER);
              default -> revoked ? Optional.empty() : admin.authenticate(token, address);
            };
    server =
        new RestServer(
            new RestServer.Binding("127.0.0.1", 0, MAX_BODY, limits),
            routes,
            new Admission(tokens, hookcast.subscriptions()::hasOrganization),
            new RestServer.Tools(json, ids, clock, Thread::startVirtualThread));
    server.start();
  }

  /** Removes the payload of every event that has nothing left to do. */
  void expirePayloads() {
    while (store.expire(new EventStore.Expiry(Instant.MIN, Instant.MAX), 100)) {
      // until there is no more
    }
  }

  /** An answer: its status, its headers, and its body if that is JSON. */
  record Got(int status, Map<String, List<String>> headers, String text, Json body) {
    JsonObject object() {
      return (JsonObject) body;
    }

    List<JsonObject> items() {
      return objects("items");
    }

    List<JsonObject> objects(String name) {
      return object().array(name).items().stream().map(JsonObject.class::cast).toList();
    }

    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }

    String text(String member) {
      return object().text(member).orElse("");
    }

    /** Checks that this is a problem in every respect, and which. */
    Got isProblem(int expected, String code) {
      assertThat(status).as(text).isEqualTo(expected);
      assertThat(header("content-type")).isEqualTo("application/problem+json");
      assertThat(object().members().keySet())
          .containsExactly("type", "title", "status", "detail", "code", "errors", "request_id");
      assertThat(object().integer("status")).hasValue(expected);
      assertThat(text("code")).as(text).isEqualTo(code);
      assertThat(text("type")).startsWith("urn:hookcast:problem:");
      assertThat(text("title")).isNotBlank();
      assertThat(text("detail")).isNotBlank();
      assertThat(text("request_id")).isEqualTo(header("request-id")).isNotBlank();
      return this;
    }

    /** The pointers of a problem's errors. */
    List<String> pointers() {
      return objects("errors").stream().map(e -> e.text("pointer").orElse("")).toList();
    }
  }

  Got get(String path) {
    return send(request(path).GET());
  }

  Got post(String path, String body) {
    return send("POST", path, "application/json", body);
  }

  /** A token of this organization with these scopes, made by the administrator. */
  String token(String organization, String... scopes) {
    var words = java.util.stream.Stream.of(scopes).map(s -> "\"" + s + "\"").toList();
    var body = "{\"name\":\"t\",\"scopes\":[%s]}".formatted(String.join(",", words));
    var made = post("/v1/organizations/" + organization + "/tokens", body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return shownOnce(made);
  }

  /** The token in the last answer; no other answer may show it. */
  String shownOnce(Got made) {
    answers.removeLast();
    return secret(made.text("token"));
  }

  /** A call with this token; without a body if that is empty. */
  Got by(String token, String method, String path, String body) {
    var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return send(
        bare(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, publisher));
  }

  Got post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  Got send(String method, String path, String contentType, String body) {
    return send(method, path, contentType, BodyPublishers.ofString(body));
  }

  Got send(String method, String path, String contentType, BodyPublisher body) {
    return send(request(path).method(method, body).header("Content-Type", contentType));
  }

  Got send(HttpRequest.Builder request) {
    try {
      return got(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A request by the administrator. */
  HttpRequest.Builder request(String path) {
    return bare(path).header("Authorization", "Bearer " + TOKEN);
  }

  /** A request by nobody. */
  HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  /** Sends these bytes and reads until the server closes the connection. */
  String raw(String request) {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000); // less than what a silent connection is given
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      answers.add(answer);
      return answer;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** From now on no answer may show this. */
  String secret(String secret) {
    secrets.add(secret);
    return secret;
  }

  /** Makes every attempt that can be made now. */
  void deliver() {
    hookcast.runOnce();
    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Subscribes the recording webhook with these members besides the options. */
  String subscribe(String members) {
    var body =
        """
        {"options":{"url":"https://r.test/a"}%s}\
        """
            .formatted(members.isEmpty() ? "" : "," + members);
    var made = post(SUBSCRIPTIONS, body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.text("id");
  }

  @Override
  public void close() {
    server.stop();
    for (var answer : answers) {
      assertThat(answer).doesNotContain("Exception", "dev.hookcast", "java.", "Jetty", "Javalin");
      assertThat(answer).doesNotContainPattern("\\bat [a-z.]+\\(");
      secrets.forEach(secret -> assertThat(answer).doesNotContain(forms(secret)));
    }
  }

  private static List<String> forms(String secret) {
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    return List.of(
        secret,
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        HexFormat.of().formatHex(bytes));
  }

  private Got got(HttpResponse<String> response) {
    var text = response.body();
    answers.add(response.headers().map() + "\n" + text);
    asDescribed(response);
    Json body = text.isEmpty() ? new JsonArray(List.of()) : parsed(text);
    return new Got(response.statusCode(), response.headers().map(), text, body);
  }

  /** Routes that only a test has aren't described. */
  private static void asDescribed(HttpResponse<String> response) {
    var path = response.uri().getPath();
    if (response.statusCode() >= 400 || DESCRIPTION.knows(path)) {
      var type = response.headers().firstValue("Content-Type").orElse("");
      var method = response.request().method();
      assertThat(DESCRIPTION.objections(method, path, response.statusCode(), type, response.body()))
          .isEmpty();
    }
  }

  Json parsed(String text) {
    return json.read(dev.hookcast.core.Bytes.utf8(text));
  }

  /** The store's events, out of order when a test says so. */
  private final class Events implements EventStore {
    @Override
    public Acceptance accept(List<NewEvent> events) {
      check();
      return overloaded ? new Acceptance.Overloaded() : store.accept(events);
    }

    @Override
    public Optional<RecordedEvent> find(OrganizationId organization, EventId id) {
      check();
      return store.find(organization, id);
    }

    @Override
    public Page<RecordedEvent> list(Query query) {
      check();
      return store.list(query);
    }

    @Override
    public boolean expire(Expiry expiry, int limit) {
      check();
      return store.expire(expiry, limit);
    }

    @Override
    public Optional<Instant> latestTime() {
      check();
      return store.latestTime();
    }

    @Override
    public void noteTime(Instant now) {
      check();
      store.noteTime(now);
    }

    private void check() {
      if (broken) {
        throw new StoreFailure("disk full at /var/secret-place", new IOException("ENOSPC"));
      }
    }
  }
}
