package dev.hookcast.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Organizations.Issue;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.core.spi.InMemoryStore;
import dev.hookcast.core.spi.RecordingListener;
import dev.hookcast.core.spi.SettableClock;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.console.administration.Installation;
import dev.hookcast.http.server.AccessTokens;
import dev.hookcast.http.server.AdminToken;
import dev.hookcast.http.server.Admission;
import dev.hookcast.http.server.Limits;
import dev.hookcast.http.server.RestServer;
import dev.hookcast.http.server.Sessions;
import dev.hookcast.http.sink.BinSink;
import dev.hookcast.http.sink.Bins;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The console on a free port over fakes, with all dialects, real tokens and request bins. */
public final class TestConsole implements AutoCloseable {
  public static final String HOME = "/console/organizations/default";
  public static final String ADMIN = "t0ken-of-the-admin-77f2";

  public final Hookcast core;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final RestServer server;
  private final Browsing browsing;

  public TestConsole() {
    var clock = new SettableClock(Instant.parse("2026-04-02T08:00:00Z"));
    var ids = new CountingIds();
    var store = new InMemoryStore(ids);
    var json = new JacksonJson();
    var bins = new Bins();
    core =
        new Hookcast(
            new Hookcast.Ports(
                new Hookcast.Stores(store, store, store, store, store),
                Sinks.of(List.of(new BinSink(json, "7.7.7", bins))),
                Dialects.all(),
                json,
                ids,
                new RecordingListener(),
                clock,
                new Random(11)),
            new Window(10_000, 1 << 24),
            tasks::add);
    var tokens = new AdminToken(new Secret(ADMIN)).or(new AccessTokens(core.organizations()));
    var sessions = new Sessions(clock, new Random(12));
    var settings =
        List.of(
            new Installation.Setting("server.port", "9191", "--server.port", "The port."),
            new Installation.Setting("data.dir", "./data", "default", "The folder."));
    var parts =
        new Console.Parts(
            tokens, sessions, clock, new Installation("7.7.7", "memory", settings), bins);
    server =
        new RestServer(
            new RestServer.Binding("127.0.0.1", 0, 64 * 1_024, Limits.NONE),
            Console.of(core, parts),
            new Admission(tokens, core.subscriptions()::hasOrganization, sessions),
            new RestServer.Tools(json, ids, clock, Thread::startVirtualThread));
    server.start();
    browsing = new Browsing(server.port());
  }

  /** A token of the organization {@code default} with these scopes. */
  public String token(TokenScope... scopes) {
    var grant = new Grant("t", Set.of(scopes), Optional.empty());
    var issue = core.organizations().issue(OrganizationId.DEFAULT, grant, Set.of(scopes));
    return ((Issue.Issued) issue).text().reveal();
  }

  /** Makes every attempt that can be made now. */
  public void deliver() {
    core.runOnce();
    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Somebody's browser. */
  public final class Visitor {
    private final String cookie;

    private Visitor(String cookie) {
      this.cookie = cookie;
    }

    /** The page at this path, which has to be there. */
    public String page(String path) {
      var answer = get(path);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    }

    /** What comes of asking for this path. */
    public HttpResponse<String> get(String path) {
      return browsing.get(path, cookie);
    }

    /** What comes of a form. */
    public HttpResponse<String> post(String path, Map<String, String> form) {
      return browsing.post(path, form, cookie);
    }
  }

  /** Whoever has this token. */
  public Visitor signIn(String token) {
    var answer = login(token);
    var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return new Visitor(cookie.substring(0, cookie.indexOf(';')));
  }

  /** What comes of trying to sign in. */
  public HttpResponse<String> login(String token) {
    return browsing.login(token);
  }

  @Override
  public void close() {
    server.stop();
    browsing.close();
  }
}
