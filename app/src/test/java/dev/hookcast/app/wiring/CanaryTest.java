package dev.hookcast.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hookcast.app.cli.BackupCommand;
import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.SecretCommands;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.cli.platforms.PlatformCommands;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Settings;
import dev.hookcast.app.config.Sources;
import dev.hookcast.app.service.DeliveryLog;
import dev.hookcast.app.service.Service;
import dev.hookcast.app.terminal.Terminal;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.server.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Plants a recognisable secret wherever one can enter, drives every route and command in good ways
 * and bad, and looks for each of them, in every form, in all that comes out. Where one may be
 * stands here by name; anything else fails.
 */
class CanaryTest {
  private static final String ORG = "/v1/organizations/default";

  /** How long {@code hkc_}, a token's number and the next sign are. */
  private static final int BEFORE_SECRET = 16;

  private static final List<String> OF_SERVICE =
      List.of("hookcast", "dev.hookcast", "okhttp3", "org.flywaydb", "com.zaxxer", "org.sqlite");

  @TempDir private Path data;

  private final Canaries canaries = new Canaries();
  private final JacksonJson json = new JacksonJson();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, byte[]> outputs = new LinkedHashMap<>();
  private final Map<String, String> received = new HashMap<>();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Lines log = new Lines();
  private HttpServer receiver;
  private List<Route> routes;
  private Service service;
  private String address;
  private String admin;
  private int answers;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::echo);
    receiver.start();
    var logs = (LoggerContext) LoggerFactory.getILoggerFactory();
    log.setContext(logs);
    log.start();
    logs.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(log);
    // Everything but Jetty, which the service's own configuration keeps at warnings for good.
    OF_SERVICE.forEach(name -> logs.getLogger(name).setLevel(Level.DEBUG));
    var wiring = wiring();
    var modules = wiring.modules(config(Map.of()), DeliveryLog.full());
    var injector = Guice.createInjector(modules);
    routes = injector.getInstance(Key.get(new TypeLiteral<List<Route>>() {}));
    service = injector.getInstance(Service.class);
    address = service.start().toString();
    admin = canaries.planted("admin token", service.adminToken().reveal());
    for (var key : Files.readAllLines(data.resolve("master.key"))) {
      canaries.planted("master key", key);
    }
  }

  @AfterEach
  void stop() {
    var logs = (LoggerContext) LoggerFactory.getILoggerFactory();
    logs.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(log);
    OF_SERVICE.forEach(name -> logs.getLogger(name).setLevel(null));
    service.close();
    receiver.stop(0);
  }

  @Test
  void noSecretComesOutAnywhere() throws IOException {
    var token = token();
    var subscriptions = subscribe();
    deliver(subscriptions);
    complain(subscriptions.getFirst());
    everyPage(subscriptions.getFirst(), token);
    everyRoute(subscriptions.getFirst(), token);
    everyCommand(subscriptions.getFirst(), token);
    configured();
    outputs.put("the log", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    files("while it runs");
    backedUp();
    service.close();
    files("when it has ended");

    assertThat(outputs).hasSizeGreaterThan(600);
    assertThat(outputs.keySet().stream().filter(place -> place.startsWith("page GET")))
        .hasSizeGreaterThan(60);
    for (var place : List.of("GET /metrics ", "GET /openapi.yaml ", "file copy of hookcast.db")) {
      assertThat(outputs.keySet()).anyMatch(name -> name.startsWith(place));
    }
    assertThat(lines).anyMatch(line -> line.contains("attempt 1 "));
    assertThat(lines).anyMatch(line -> line.contains("TLS not verified"));
    outputs.forEach(
        (place, output) -> assertThat(canaries.in(output)).as(place).isSubsetOf(allowed(place)));
    for (var shown :
        List.of(
            "the answer that made a token",
            "the answer to a rotation",
            "the page of a rotation",
            "the answer to signing in",
            "file master.key")) {
      assertThat(canaries.in(outputs.get(shown))).as(shown).isEqualTo(allowed(shown));
    }
    assertThat(received).hasSizeGreaterThan(5);
    received.forEach(
        (path, request) ->
            assertThat(canaries.in(request.getBytes(StandardCharsets.ISO_8859_1)))
                .as("what the receiver " + path + " got")
                .isSubsetOf(allowed(path)));
  }

  /** Where a secret has to be: what shows it this once, and the receiver that it is for. */
  private static Set<String> allowed(String place) {
    return switch (place) {
      case "the answer that made a token" -> Set.of("token");
      case "the answer to a rotation" -> Set.of("rotated secret", "rotated secret as bytes");
      case "the answer to a token's rotation" -> Set.of("rotated token");
      case "the page of a rotation" -> Set.of("typed secret", "typed secret as bytes");
      case "/typed" -> Set.of("typed header", "typed password");
      case "the answer to signing in" -> Set.of("session");
      case "file admin-token" -> Set.of("admin token");
      case "file master.key" -> Set.of("master key");
      // The subscription was moved there, and kept its headers.
      case "/cloudevents", "/other" -> Set.of("header");
      case "/convox" -> Set.of("password");
      case "/qovery" -> Set.of("qovery secret");
      case "/horizon" -> Set.of("horizon secret");
      default -> Set.of();
    };
  }

  private String token() {
    var made =
        call(admin, "POST", ORG + "/tokens", "{\"name\":\"t\",\"scopes\":[\"owner\"]}", "token");
    outputs.put("the answer that made a token", made.getBytes(StandardCharsets.UTF_8));
    planted("token", made);
    var path = ORG + "/tokens/" + object(made).text("id").orElseThrow() + "/rotate";
    var rotated = call(admin, "POST", path, "{}", "rotate");
    outputs.put("the answer to a token's rotation", rotated.getBytes(StandardCharsets.UTF_8));
    return planted("rotated token", rotated);
  }

  /** What stands before it says which token it is, and is no secret. */
  private String planted(String slot, String answer) {
    var text = object(answer).text("token").orElseThrow();
    canaries.planted(slot, text.substring(text.lastIndexOf('_', BEFORE_SECRET) + 1));
    return text;
  }

  private List<String> subscribe() {
    var ids = new ArrayList<String>();
    ids.add(
        subscription(
            "cloudevents",
            "\"secret\":\"whsec_%s\",\"headers\":{\"X-Team\":\"%s\"}"
                .formatted(canaries.plantBytes("signing secret"), canaries.plant("header"))));
    ids.add(
        subscription("platformsh", "\"secret\":\"%s\"".formatted(canaries.plant("shared key"))));
    ids.add(subscription("qovery", "\"secret\":\"%s\"".formatted(canaries.plant("qovery secret"))));
    ids.add(
        subscription("horizon", "\"secret\":\"%s\"".formatted(canaries.plant("horizon secret"))));
    ids.add(
        subscription(
            "convox",
            "\"ssl_verify\":false,\"username\":\"wren\",\"password\":\"%s\""
                .formatted(canaries.plant("password"))));
    var slack =
        "{\"sink\":\"slack\",\"options\":{\"url\":\"%s\"},\"retry\":{\"schedule\":[\"PT0.2S\"]}}"
            .formatted(url("/services/T0/B0/" + canaries.plant("slack url")));
    ids.add(made(call(admin, "POST", ORG + "/subscriptions", slack, "subscribe")));
    var rotated = canaries.plantBytes("rotated secret");
    var answer =
        call(
            admin,
            "POST",
            ORG + "/subscriptions/" + ids.getFirst() + "/rotate-secret",
            "{\"secret\":\"whsec_" + rotated + "\"}",
            "rotate");
    outputs.put("the answer to a rotation", answer.getBytes(StandardCharsets.UTF_8));
    return ids;
  }

  private String subscription(String dialect, String options) {
    var document =
        """
        {"name":"%s","dialect":"%s","options":{"url":"%s",%s},"retry":{"schedule":["PT0.2S"]}}
        """
            .formatted(dialect, dialect, url("/" + dialect), options);
    return made(call(admin, "POST", ORG + "/subscriptions", document, "subscribe"));
  }

  /** Every receiver sends back all it got, with a failure first and a success afterwards. */
  private void deliver(List<String> subscriptions) {
    for (var status : List.of("started", "succeeded", "failed")) {
      call(
          admin,
          "POST",
          ORG + "/events",
          """
          {"type":"environment.deploy","status":"%s","scope":{"project":{"id":"p","name":"P"},
           "environment":{"id":"main","name":"main","type":"PRODUCTION"},
           "application":{"id":"1","name":"a"},"cluster":{"id":"7","name":"c"},
           "group":{"id":"12"}},"deployment":{"id":"d","version":1}}
          """
              .formatted(status),
          "publish");
    }
    await()
        .until(
            () ->
                !list("/deliveries?state=waiting").iterator().hasNext()
                    && !list("/deliveries?state=sending").iterator().hasNext());
    for (var id : subscriptions) {
      keep("POST", ORG + "/subscriptions/" + id + "/test", "");
      keep("POST", ORG + "/subscriptions/" + id + "/validate?probe=true", "");
    }
    for (var delivery : list("/deliveries")) {
      var path = ORG + "/deliveries/" + delivery.text("id").orElseThrow();
      keep("POST", path + "/resend", "");
      keep("GET", path, "");
    }
  }

  /** Input that is wrong, with secrets in it: no problem may repeat them. */
  private void complain(String id) {
    var one = ORG + "/subscriptions/" + id;
    var secret = canaries.plant("refused secret");
    var header = canaries.plant("refused header");
    var slack = canaries.plant("refused slack url");
    var password = canaries.plant("refused password");
    var key = canaries.plant("refused client key");
    for (var body :
        List.of(
            "{\"options\":{\"secret\":[\"" + secret + "\"]}}",
            "{\"options\":{\"secret\":\"" + secret + "\"}}",
            "{\"options\":{\"secret\":\"whsec_" + secret + "\"",
            "{\"options\":{\"headers\":{\"X-A\":[\"" + header + "\"]}}}",
            "{\"options\":{\"headers\":{\"X-A\":\"" + header + "\\n\"}}}",
            "{\"options\":{\"headers\":{\"webhook-id\":\"" + header + "\"}}}",
            "{\"options\":{\"headers\":\"" + header + "\"}}",
            "{\"options\":{\"username\":\"a\",\"password\":\"" + password + "\\n\"}}",
            "{\"options\":{\"password\":\"" + password + "\"}}",
            "{\"options\":{\"client_certificate\":\"x\",\"client_key\":\"" + key + "\"}}",
            "{\"options\":{\"client_key\":{\"" + key + "\":1}}}",
            "{\"sink\":\"slack\",\"options\":{\"url\":\"https://r.test/" + slack + "\"}}",
            "{\"sink\":\"slack\",\"options\":{\"url\":[\"" + slack + "\"]}}",
            "{\"dialect\":\"convox\",\"options\":{\"secret\":\"" + secret + "\"}}")) {
      keep("PATCH", one, body);
      keep("PUT", one, body);
      keep("POST", ORG + "/subscriptions", body);
    }
    for (var body :
        List.of("{\"secret\":\"" + secret + "\"}", "{\"overlap\":\"P99D\",\"secret\":\"x\"}")) {
      keep("POST", one + "/rotate-secret", body);
    }
    var token = "hkc_00000000" + canaries.plant("token that isn't one");
    for (var route : routes()) {
      keep(token, route.method(), filled(route, id), "");
    }
  }

  private void everyRoute(String id, String token) {
    var document =
        "{\"options\":{\"url\":\"%s\",\"headers\":{\"X-Team\":\"***\"}}}".formatted(url("/other"));
    var first = new ArrayList<Route>();
    var last = new ArrayList<Route>();
    routes().forEach(route -> (route.method().equals("DELETE") ? last : first).add(route));
    for (var route : Stream.concat(first.stream(), last.stream()).toList()) {
      if (!route.path().endsWith("/stream") && !route.path().equals(ORG)) {
        for (var by : List.of(admin, token)) {
          var body = Set.of("POST", "PUT", "PATCH").contains(route.method()) ? document : "";
          if (!route.path().endsWith("/rotate-secret")) {
            keep(by, route.method(), filled(route, id), body);
          }
        }
      }
    }
  }

  private void everyCommand(String id, String token) {
    for (var by : List.of(admin, token)) {
      for (var command :
          List.of(
              "subscriptions list",
              "subscriptions show " + id,
              "subscriptions validate " + id,
              "deliveries list --all",
              "events list",
              "tokens list",
              "organizations list",
              "audit --all",
              "convox services",
              "divshot hooks",
              "platform integration:list",
              "secrets reseal",
              "subscriptions show none")) {
        var environment =
            Map.of(
                "HOOKCAST_URL", address, "HOOKCAST_TOKEN", by, "HOOKCAST_STORAGE_URL", "sqlite:a");
        run(environment, command.split(" "));
        run(environment, (command + " --json").split(" "));
      }
    }
    for (var delivery : list("/deliveries")) {
      run(
          Map.of("HOOKCAST_URL", address, "HOOKCAST_TOKEN", admin),
          "deliveries",
          "show",
          delivery.text("id").orElseThrow());
    }
  }

  /** Secrets of the configuration, which is printed, refused, and used where it can't work. */
  private void configured() {
    var password = canaries.plant("database password");
    var option = canaries.plant("sink option");
    var key = canaries.plantBytes("configured master key");
    var url = "postgresql://hookcast:" + password + "@127.0.0.1:1/none";
    var right =
        Map.of(
            "HOOKCAST_STORAGE_URL",
            url,
            "HOOKCAST_SINKS_OPTIONS",
            "x.y=" + option,
            "HOOKCAST_DATA_MASTER_KEY",
            key);
    run(right, "config", "print");
    run(right, "config", "check");
    var wrong =
        Map.of(
            "HOOKCAST_STORAGE_URL",
            url + "?a=b&" + password,
            "HOOKCAST_SERVER_PORT",
            "x",
            "HOOKCAST_DATA_MASTER_KEY",
            "3:" + key + "=");
    run(wrong, "config", "print");
    run(wrong, "config", "check");
    var config =
        config(
            Map.of(
                "storage.url",
                url,
                "data.dir",
                data.resolve("other").toString(),
                "data.master-key",
                key));
    var refused = catchThrowable(() -> wiring().service(config));
    for (Throwable each = refused; each != null; each = each.getCause()) {
      outputs.put("a refusal " + answers++, each.toString().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(refused).isNotNull();
    outputs.put("the configuration", config.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Every route but the console's: those are for a browser. */
  private List<Route> routes() {
    return routes.stream().filter(route -> !route.path().startsWith("/console")).toList();
  }

  /** Whoever has signed in opens every page, fills in every form, rightly and wrongly. */
  private void everyPage(String id, String token) {
    var browser =
        new CanaryBrowser(
            client,
            address,
            (place, answer) -> outputs.put(place, answer.getBytes(StandardCharsets.UTF_8)));
    browser.get("/console/login");
    browser.post("/console/login", Map.of("token", canaries.plant("token at the login")));
    browser.get("/console/organizations/default/tokens");
    canaries.planted("session", browser.signIn(admin, "the answer to signing in"));
    var of = ORG + "/subscriptions/" + id;
    var ids =
        Map.of(
            "subscriptions",
            id,
            "webhooks",
            id,
            "bins",
            id,
            "deliveries",
            list("/deliveries").getFirst().text("id").orElseThrow(),
            "events",
            list("/events").getFirst().text("id").orElseThrow(),
            "tokens",
            list("/tokens").getFirst().text("id").orElseThrow());
    browser.open(routes, ids);
    var secret = canaries.plantBytes("typed secret");
    var right =
        Map.of(
            "name", "typed",
            "dialect", "cloudevents",
            "sink", "webhook",
            "options.url", url("/typed"),
            "options.secret", "whsec_" + secret,
            "options.username", "wren",
            "options.password", canaries.plant("typed password"),
            "options.headers", "X-A: " + canaries.plant("typed header"),
            "overlap", "P99D");
    var wrong = new HashMap<>(right);
    wrong.put("options.client_key", canaries.plant("typed client key"));
    browser.press(keeping(), ids, wrong);
    browser.press(keeping(), ids, right);
    var console = "/console/organizations/default/subscriptions/" + id;
    browser.post(
        console + "/rotate",
        Map.of("secret", "whsec_" + secret, "overlap", "PT0S"),
        "the page of a rotation");
    browser.open(routes, ids);
    keep(token, "GET", of, "");
  }

  /** Buttons after which all that the other pages show is still there. */
  private List<Route> keeping() {
    return routes.stream()
        .filter(route -> !route.path().endsWith("/delete") && !route.path().endsWith("/revoke"))
        .filter(route -> !route.path().endsWith("/tokens/{id}/rotate"))
        .toList();
  }

  private void backedUp() throws IOException {
    var copy = data.resolveSibling(data.getFileName() + "-copy");
    var out = new ByteArrayOutputStream();
    var printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    var terminal = new Terminal(InputStream.nullInputStream(), printed, printed, false, false, 200);
    var surroundings = new Surroundings(terminal, Map.of(), json, InstantSource.system());
    var command = new BackupCommand(surroundings, InstantSource.system());
    int status =
        new Commands(surroundings, List.of(command), sessions -> List.of())
            .run("backup", "--data", data.toString(), copy.toString());
    outputs.put("hookcast backup", out.toByteArray());
    assertThat(status).as(out.toString(StandardCharsets.UTF_8)).isZero();
    try (var files = Files.walk(copy)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        outputs.put("file copy of " + copy.relativize(file), Files.readAllBytes(file));
      }
    }
  }

  private static String filled(Route route, String id) {
    return route
        .path()
        .replace("{org}", "default")
        .replace("{id}", id)
        .replace("{integration}", id)
        .replaceAll("\\{[^}]*}", "1");
  }

  private void run(Map<String, String> environment, String... arguments) {
    var out = new ByteArrayOutputStream();
    var printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    var terminal = new Terminal(InputStream.nullInputStream(), printed, printed, false, false, 200);
    new Commands(
            new Surroundings(terminal, environment, json, InstantSource.system()),
            List.of(),
            sessions ->
                Stream.concat(
                        PlatformCommands.of(sessions).stream(),
                        Stream.of(new SecretCommands(sessions, environment, folder -> 0)))
                    .toList())
        .run(arguments);
    outputs.put("hookcast " + String.join(" ", arguments) + " " + answers++, out.toByteArray());
  }

  private void files(String when) throws IOException {
    try (var files = Files.walk(data)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = data.relativize(file).toString();
        boolean secret = Set.of("admin-token", "master.key").contains(name);
        outputs.put("file " + name + (secret ? "" : " " + when), Files.readAllBytes(file));
      }
    }
  }

  private List<JsonObject> list(String path) {
    var body = keep("GET", ORG + path, "");
    return object(body).array("items").items().stream().map(JsonObject.class::cast).toList();
  }

  private String keep(String method, String path, String body) {
    return keep(admin, method, path, body);
  }

  private String keep(String by, String method, String path, String body) {
    return call(by, method, path, body, method + " " + path + " " + answers++);
  }

  private String call(String by, String method, String path, String body, String place) {
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", "Bearer " + by)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      if (place.contains(" ")) {
        outputs.put(
            place,
            (answer.headers().map() + "\n" + answer.body()).getBytes(StandardCharsets.UTF_8));
      }
      return answer.body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String made(String answer) {
    outputs.put("the answer that made a subscription " + answers++, answer.getBytes());
    return object(answer).text("id").orElseThrow(() -> new AssertionError(answer));
  }

  private JsonObject object(String text) {
    Json read = text.isEmpty() ? new JsonArray(List.of()) : json.read(Bytes.utf8(text));
    return read instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  private String url(String path) {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
  }

  private void echo(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var path = exchange.getRequestURI().getPath();
      var all = new StringBuilder();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                all.append(name).append(": ").append(values).append('\n');
                values.forEach(value -> exchange.getResponseHeaders().add("X-Echo-" + name, value));
              });
      all.append(new String(body, StandardCharsets.ISO_8859_1));
      boolean known;
      synchronized (received) {
        // A Slack URL is the secret itself: its receiver is known by it.
        var place = path.startsWith("/services/") ? "/services" : path;
        known = received.merge(place, all.toString(), String::concat).length() > all.length();
      }
      var answer = all.toString().getBytes(StandardCharsets.ISO_8859_1);
      exchange.sendResponseHeaders(known ? 200 : 500, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private Config config(Map<String, String> more) {
    var flags = new HashMap<String, String>();
    flags.put("server.port", "0");
    flags.put("data.dir", data.toString());
    flags.put("egress.allow", "127.0.0.0/8");
    flags.putAll(more);
    return Config.of(Settings.read(new Sources(Optional.empty(), Map.of(), flags)));
  }

  private static Wiring wiring() {
    return new Wiring("test", failure -> {});
  }

  /** Everything that is logged, stack traces included. */
  private final class Lines extends AppenderBase<ILoggingEvent> {
    private final PatternLayout layout = new PatternLayout();

    @Override
    public void start() {
      layout.setContext(getContext());
      layout.setPattern("%level %logger %msg %mdc %ex{full}");
      layout.start();
      super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(layout.doLayout(event));
    }
  }
}
