package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Quotas;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.dialect.CloudEventsDialect;
import dev.hookcast.core.dialect.ConvoxDialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.Retention;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.console.Browsing;
import dev.hookcast.http.console.Console;
import dev.hookcast.http.console.TestParts;
import dev.hookcast.http.server.Admission;
import dev.hookcast.http.server.Authenticator;
import dev.hookcast.http.server.Caller;
import dev.hookcast.http.server.RestServer;
import dev.hookcast.http.server.Sessions;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The console on a free port over fakes, and browsers that are signed in at it. */
public final class FormServer implements AutoCloseable {
  /** Where the pages of the default organization are. */
  public static final String HOME = "/console/organizations/default";

  private static final int MAX_BODY = 256 * 1_024;

  /** May do everything. */
  public static final String ADMIN = "admin";

  /** May look at subscriptions and deliveries. */
  public static final String VIEWER = "viewer";

  /** May change subscriptions, but no secret that is set. */
  public static final String WRITER = "writer";

  private static final Map<String, Set<TokenScope>> SCOPES =
      Map.of(
          ADMIN,
          EnumSet.allOf(TokenScope.class),
          VIEWER,
          EnumSet.of(TokenScope.SUBSCRIPTIONS_READ, TokenScope.DELIVERIES_READ),
          WRITER,
          EnumSet.of(TokenScope.SUBSCRIPTIONS_READ, TokenScope.SUBSCRIPTIONS_WRITE));

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<String> pages = new ArrayList<>();
  private final Hookcast hookcast;
  private final RestServer server;
  private final Browsing browsing;
  private String cookie = "none=1";

  public FormServer() {
    var clock = new SettableClock(Instant.parse("2026-04-02T08:00:00Z"));
    var ids = new CountingIds();
    var store = new InMemoryStore(ids);
    var json = new JacksonJson();
    hookcast =
        new Hookcast(
            new Hookcast.Ports(
                new Hookcast.Stores(store, store, store, store, store),
                Sinks.of(
                    List.of(new ConsoleSink("webhook", true), new ConsoleSink("pager", false))),
                new Dialects(List.of(new CloudEventsDialect(), new ConvoxDialect())),
                json,
                ids,
                new RecordingListener(),
                clock,
                new Random(11)),
            new Window(10_000, 1 << 24),
            tasks::add,
            Retention.FOREVER,
            Quotas.NONE);
    Authenticator tokens =
        (token, address) ->
            Optional.ofNullable(SCOPES.get(token))
                .map(
                    scopes ->
                        new Caller(Optional.of(OrganizationId.DEFAULT), scopes, Author.PROGRAM));
    var sessions = new Sessions(clock, new Random(7));
    server =
        new RestServer(
            new RestServer.Binding("127.0.0.1", 0, MAX_BODY),
            Console.of(hookcast, TestParts.of(tokens, sessions, clock)),
            new Admission(tokens, hookcast.subscriptions()::hasOrganization, sessions),
            new RestServer.Tools(json, ids, clock, Thread::startVirtualThread));
    server.start();
    browsing = new Browsing(server.port());
  }

  /** A page as a browser got it. */
  public record Got(int status, String location, String text) {
    /** Its text without its tags, in single spaces. */
    public String plain() {
      return text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
  }

  /** From now on whoever has this token is signed in. */
  public FormServer as(String token) {
    cookie = browsing.signIn(token);
    return this;
  }

  /** A page of the default organization. */
  public Got get(String path) {
    return got(browsing.get(HOME + path, cookie));
  }

  /** What a form's answer is. */
  public Got post(String path, Map<String, String> form) {
    return got(browsing.post(HOME + path, form, cookie));
  }

  /** Subscribes as the API does; returns the id. */
  public String subscribe(String document) {
    var settings =
        hookcast
            .subscriptionJson()
            .read((JsonObject) new JacksonJson().read(Bytes.utf8(document)), Optional.empty());
    return hookcast
        .subscriptions()
        .create(OrganizationId.DEFAULT, settings)
        .subscription()
        .id()
        .value();
  }

  /** All subscriptions, the newest first. */
  public List<Subscription> subscriptions() {
    return hookcast.subscriptions().list(OrganizationId.DEFAULT);
  }

  /** Every page that was shown so far, one after the other. */
  public String everything() {
    return String.join("\n", pages);
  }

  @Override
  public void close() {
    server.stop();
    browsing.close();
  }

  private Got got(HttpResponse<String> answer) {
    pages.add(answer.body());
    return new Got(
        answer.statusCode(), answer.headers().firstValue("Location").orElse(""), answer.body());
  }
}
