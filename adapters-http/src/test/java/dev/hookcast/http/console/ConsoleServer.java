package dev.hookcast.http.console;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Submission;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.dialect.CloudEventsDialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.RecordingSink;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.server.Admission;
import dev.hookcast.http.server.Authenticator;
import dev.hookcast.http.server.Caller;
import dev.hookcast.http.server.Limits;
import dev.hookcast.http.server.RestServer;
import dev.hookcast.http.server.Sessions;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * The console on a free port over fakes. Whoever signs in with {@code all} may do everything, with
 * a list of scopes' words what these allow, always in the organization {@code default}.
 */
public final class ConsoleServer implements AutoCloseable {
  public static final OrganizationId ORG = OrganizationId.DEFAULT;
  public static final String HOME = "/console/organizations/default";
  public static final String ALL = "all";

  public final SettableClock clock = new SettableClock(Instant.parse("2026-04-02T08:00:00Z"));
  public final RecordingSink sink = new RecordingSink("recording");
  public final InMemoryStore store;
  public final Hookcast core;

  private final JacksonJson json = new JacksonJson();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final RestServer server;
  private final Browsing browsing;

  public ConsoleServer() {
    this(Limits.NONE);
  }

  /** One with these limits. */
  public ConsoleServer(Limits limits) {
    var ids = new CountingIds();
    store = new InMemoryStore(ids);
    core =
        new Hookcast(
            new Hookcast.Ports(
                new Hookcast.Stores(store, store, store, store, store),
                Sinks.of(List.of(sink)),
                new Dialects(List.of(new CloudEventsDialect())),
                json,
                ids,
                new RecordingListener(),
                clock,
                new Random(11)),
            new Window(10_000, 1 << 24),
            tasks::add);
    Authenticator tokens = (token, address) -> Optional.of(caller(token));
    var sessions = new Sessions(clock, new Random(12));
    server =
        new RestServer(
            new RestServer.Binding("127.0.0.1", 0, 64 * 1_024, limits),
            Console.of(core, TestParts.of(tokens, sessions, clock)),
            new Admission(tokens, core.subscriptions()::hasOrganization, sessions),
            new RestServer.Tools(json, ids, clock, Thread::startVirtualThread));
    server.start();
    browsing = new Browsing(server.port());
  }

  private static Caller caller(String token) {
    Set<TokenScope> scopes =
        token.equals(ALL)
            ? EnumSet.allOf(TokenScope.class)
            : List.of(token.split(" ", -1)).stream()
                .map(TokenScope::of)
                .collect(Collectors.toSet());
    return new Caller(Optional.of(ORG), scopes, Author.PROGRAM);
  }

  /** Somebody's browser. */
  public final class Visitor {
    private final String cookie;

    private Visitor(String cookie) {
      this.cookie = cookie;
    }

    /** The page at this path behind the organization's. */
    public HttpResponse<String> get(String path) {
      return browsing.get(HOME + path, cookie);
    }

    /** What comes of a form of this page's. */
    public HttpResponse<String> post(String path, Map<String, String> form) {
      return browsing.post(HOME + path, form, cookie);
    }
  }

  /** Signs in with a token of these scopes. */
  public Visitor signIn(String token) {
    return new Visitor(browsing.signIn(token));
  }

  /** Subscribes with these settings besides the sink. */
  public Subscription subscribe(String settings) {
    return subscribe(ORG, settings);
  }

  /** The same in another organization, which is made if need be. */
  public Subscription subscribe(OrganizationId organization, String settings) {
    var document = object(settings).with("sink", Json.of("recording"));
    var wanted = core.subscriptionJson().read(document, Optional.empty());
    return core.subscriptions().create(organization, wanted).subscription();
  }

  /** Publishes a native event and makes every attempt that can be made now. */
  public Acceptance.Entry publish(String event) {
    return publish(ORG, event);
  }

  public Acceptance.Entry publish(OrganizationId organization, String event) {
    var acceptance = core.publishing().publish(organization, Submission.ofNative(object(event)));
    deliver();
    return ((Acceptance.Accepted) acceptance).entries().getFirst();
  }

  /** Makes every attempt that can be made now. */
  public void deliver() {
    core.runOnce();
    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Override
  public void close() {
    server.stop();
    browsing.close();
  }

  private JsonObject object(String text) {
    return (JsonObject) json.read(Bytes.utf8(text));
  }
}
