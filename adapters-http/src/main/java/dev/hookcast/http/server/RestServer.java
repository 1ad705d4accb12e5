package dev.hookcast.http.server;

import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.JsonFormat;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a table of routes over HTTP, one virtual thread per request. Start it once; safe to ask
 * and to stop from any thread.
 */
public final class RestServer {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
  private static final int MAX_HEAD = 16 * 1_024;
  private static final int MAX_THREADS = 16; // an acceptor, selectors, and who stops it
  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final Duration HEAD = Duration.ofSeconds(10);
  private static final Duration STOPPING_IDLE = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY");

  private final Binding binding;
  private final Admission admission;
  private final Intake intake;
  private final Replies replies;
  private final LiveBodies live;
  private final Turnstile turnstile;
  private final Javalin javalin;
  private volatile int port;

  /** A server that isn't started yet. */
  public RestServer(Binding binding, List<Route> routes, Admission admission, Tools tools) {
    this.binding = binding;
    this.admission = admission;
    this.intake = new Intake(tools.json(), tools.clock(), binding.maxBody());
    this.replies = new Replies(tools.json(), tools.ids());
    this.live = new LiveBodies(tools.json(), tools.clock());
    this.turnstile = new Turnstile(binding.limits(), tools.clock());
    this.javalin = Javalin.create(config -> configure(config, routes, tools));
  }

  /**
   * Where to listen.
   *
   * @param port 0 for any free one
   * @param maxBody the largest body that is read, in bytes
   */
  public record Binding(String host, int port, int maxBody, Limits limits) {
    /** The same for as many as come. */
    public Binding(String host, int port, int maxBody) {
      this(host, port, maxBody, Limits.NONE);
    }
  }

  /**
   * What a server needs besides.
   *
   * @param executor a virtual thread for each task, that is for each request
   */
  public record Tools(JsonFormat json, Ids ids, InstantSource clock, Executor executor) {}

  /**
   * Binds the port and serves from now on.
   *
   * @throws UncheckedIOException if that address can't be listened on
   */
  public void start() {
    try {
      javalin.start();
      port = javalin.port();
    } catch (JavalinException e) {
      var address = binding.host() + ":" + binding.port();
      throw new UncheckedIOException(new IOException("can't listen on " + address, e));
    }
  }

  /** The port that it is bound to; 0 as long as it is bound to none. */
  public int port() {
    return port;
  }

  /** Takes no further requests, answers those under way, ends what is told live, and stops. */
  public void stop() {
    live.stop();
    javalin.stop();
  }

  private void configure(JavalinConfig config, List<Route> routes, Tools tools) {
    config.jetty.threadPool = threads(tools.executor());
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(RestServer::limit);
    config.jetty.modifyServer(this::prepare);
    config.jetty.addConnector(this::connector);
    config.routes.exception(HttpResponseException.class, this::unrouted);
    byPath(routes).forEach((path, methods) -> add(config, path, methods));
  }

  /** Who accepts and selects blocks in native code, which holds up the carrier of a virtual one. */
  private static QueuedThreadPool threads(Executor requests) {
    var threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("http");
    threads.setReservedThreads(0); // requests don't run here
    threads.setVirtualThreadsExecutor(requests);
    return threads;
  }

  private static void limit(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEAD);
    // Lines end with CR LF and nothing else: a proxy in front may see one where we see two.
    http.setHttpCompliance(HttpCompliance.STRICT);
  }

  private void prepare(Server server) {
    server.setHandler(new GracefulHandler(new Front()));
    server.setErrorHandler(new ProblemPages(replies));
    server.setStopTimeout(GRACE.toMillis());
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    var connector = new ServerConnector(server, new TimedHeads(http, HEAD));
    connector.setHost(binding.host());
    connector.setPort(binding.port());
    connector.setIdleTimeout(IDLE.toMillis());
    // Connections without a request hold up nothing when the server stops.
    connector.setShutdownIdleTimeout(STOPPING_IDLE.toMillis());
    return connector;
  }

  private static Map<String, Map<String, Route>> byPath(List<Route> routes) {
    return routes.stream()
        .collect(
            Collectors.groupingBy(
                Route::path,
                LinkedHashMap::new,
                Collectors.toMap(
                    Route::method,
                    route -> route,
                    (one, other) -> {
                      throw new IllegalStateException("two routes: " + one.method() + one.path());
                    },
                    LinkedHashMap::new)));
  }

  private void add(JavalinConfig config, String path, Map<String, Route> routes) {
    var allowed = new TreeSet<>(routes.keySet());
    allowed.add("OPTIONS");
    var answers = new LinkedHashMap<>(routes);
    if (routes.containsKey("GET")) {
      allowed.add("HEAD");
      answers.putIfAbsent("HEAD", routes.get("GET"));
    }
    var allow = String.join(", ", allowed);
    var errors = routes.values().iterator().next().errors();
    answers.putIfAbsent(
        "OPTIONS", Route.open("OPTIONS", path, call -> Answer.empty().with("Allow", allow)));
    for (var method : METHODS) {
      answers.putIfAbsent(
          method,
          Route.open(
                  method,
                  path,
                  call -> {
                    throw notAllowed(allow);
                  })
              .refusing(errors));
    }
    answers.forEach(
        (method, route) ->
            config.routes.addHttpHandler(
                HandlerType.findOrCreate(method), path, context -> serve(context, route)));
  }

  private void serve(Context context, Route route) {
    var reply = replies.of(route.errors(), requestId -> answer(context, route, requestId));
    if (reply.live().isPresent()) {
      tell(context, route, reply, reply.live().get());
    } else {
      readOn(context, reply);
      send(context, reply);
    }
  }

  private Answer answer(Context context, Route route, String requestId) {
    var ticket = new Turnstile.Ticket();
    var known = admission.known(route, context);
    if (!(route.access() instanceof Route.Access.Open)) {
      known.ifPresentOrElse(caller -> turnstile.call(ticket, caller), () -> unknown(context));
    }
    var admitted = admission.admit(route, context, known);
    admitted.organization().ifPresent(organization -> turnstile.call(ticket, organization));
    if (route.resends()) {
      turnstile.resend(ticket, admitted);
    }
    var call = new Call(context, intake, admitted, meter(context, ticket, admitted), requestId);
    var answer = seated(route.handler().answer(call), admitted);
    for (var header : ticket.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private Call.Meter meter(Context context, Turnstile.Ticket ticket, Admission.Admitted admitted) {
    return new Call.Meter() {
      @Override
      public void events(int count) {
        turnstile.events(ticket, admitted.organization().orElseThrow(), count);
      }

      @Override
      public void wrongToken() {
        turnstile.wrongToken(context.req().getRemoteAddr());
      }

      @Override
      public boolean anotherResend() {
        try {
          turnstile.resend(ticket, admitted);
          return true;
        } catch (Refusal e) {
          return false;
        }
      }
    };
  }

  /** Only wrong tokens count: others at the same address may have right ones, or none as yet. */
  private void unknown(Context context) {
    if (Admission.attempted(context)) {
      turnstile.wrongToken(context.req().getRemoteAddr()); // the socket's, whatever a header says
    }
  }

  private Answer seated(Answer answer, Admission.Admitted reader) {
    return answer.body().orElse(null) instanceof Answer.Body.Live told
        ? answer.with(turnstile.seated(told.pieces(), reader))
        : answer;
  }

  /** A refused call may not have looked at its body; its connection shall go on all the same. */
  private void readOn(Context context, Replies.Reply reply) {
    boolean ending = reply.headers().containsKey("Connection");
    if (reply.status() >= 400 && !ending) {
      intake.discard(context.req());
    }
  }

  private void tell(Context context, Route route, Replies.Reply reply, LiveBody body) {
    try (body) {
      head(context, reply);
      if (!context.method().equals(HandlerType.HEAD)) {
        var out = context.res().getOutputStream();
        live.send(body, out, () -> admission.admit(route, context));
      }
    } catch (IOException e) {
      gone(e);
    }
  }

  /** What Javalin itself refuses: no route has this path, or a method is made up. */
  private void unrouted(HttpResponseException e, Context context) {
    var refusal =
        switch (e.getStatus()) {
          case 404 -> Refusal.notFound();
          case 405 -> Refusal.of(ProblemType.NOT_IMPLEMENTED, "There is no such method.");
          default -> Refusal.of(ProblemType.ofStatus(e.getStatus()), "The request is refused.");
        };
    var reply =
        replies.of(
            () -> {
              throw refusal;
            });
    readOn(context, reply);
    send(context, reply);
  }

  private static Refusal notAllowed(String allow) {
    return Refusal.of(ProblemType.METHOD_NOT_ALLOWED, "The methods here are " + allow + ".")
        .with("Allow", allow);
  }

  private static void head(Context context, Replies.Reply reply) {
    context.res().setStatus(reply.status());
    reply.headers().forEach(context.res()::setHeader);
  }

  private static void send(Context context, Replies.Reply reply) {
    head(context, reply);
    var response = context.res();
    if (reply.body().size() == 0) {
      response.setHeader("Content-Type", null); // Javalin's default
      return;
    }
    response.setContentLength(reply.body().size());
    if (!context.method().equals(HandlerType.HEAD)) {
      write(context, reply.body().array());
    }
  }

  private static void write(Context context, byte[] body) {
    try {
      context.res().getOutputStream().write(body);
    } catch (IOException e) {
      gone(e);
    }
  }

  /** Whoever asked isn't there any more; there is nobody left to tell. */
  private static void gone(IOException e) {
    LOG.debug("an answer couldn't be sent", e);
  }
}
