package dev.hookcast.app.wiring;

import dev.hookcast.app.client.Answer;
import dev.hookcast.app.client.Api;
import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Failure;
import dev.hookcast.app.client.Problems;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Settings;
import dev.hookcast.app.config.Sources;
import dev.hookcast.app.service.Service;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.http.JacksonJson;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The whole service on a data folder, as a process would run it, and a client for it. */
public final class Stage implements AutoCloseable {
  public static final String ORG = "/v1/organizations/default";

  private final JsonFormat json = new JacksonJson();
  private final Service service;
  private final String address;
  private final String adminToken;
  private final Api api;

  public Stage(Path data) {
    this(data, Map.of());
  }

  /** The same with further settings. */
  public Stage(Path data, Map<String, String> settings) {
    this(data, settings, Wiring::quietService);
  }

  /** The same as another service. */
  Stage(Path data, Map<String, String> settings, BiFunction<Wiring, Config, Service> services) {
    var wiring =
        new Wiring(
            "test",
            failure -> {
              throw failure;
            });
    service = services.apply(wiring, config(data, settings));
    address = service.start().toString();
    adminToken = service.adminToken().reveal();
    api = new Api(address, Optional.of(service.adminToken()), new Problems(json, true));
  }

  private static Config config(Path data, Map<String, String> settings) {
    var flags = new HashMap<>(settings);
    flags.put("server.port", "0");
    flags.put("data.dir", data.toString());
    flags.putIfAbsent("egress.allow", "127.0.0.0/8");
    return Config.of(Settings.read(new Sources(Optional.empty(), Map.of(), flags)));
  }

  /** Where it answers, such as {@code http://127.0.0.1:8080}. */
  public String address() {
    return address;
  }

  public String adminToken() {
    return adminToken;
  }

  /** Makes a token of the organization {@code default} with these scopes and returns its text. */
  public String token(String name, String... scopes) {
    var body = JsonObject.writing().put("name", name).put("scopes", List.of(scopes)).done();
    return post("/tokens", json.write(body).text()).text("token").orElseThrow();
  }

  public JsonObject get(String path) {
    return object(api.get(ORG + path));
  }

  public JsonObject post(String path, String body) {
    return object(api.post(ORG + path, Content.json(Bytes.utf8(body))));
  }

  /** The same at a path of the whole service. */
  public JsonObject postAt(String path, String body) {
    return object(api.post(path, Content.json(Bytes.utf8(body))));
  }

  public JsonObject post(String path) {
    return object(api.post(ORG + path));
  }

  public void delete(String path) {
    api.delete(ORG + path);
  }

  /** What stands at this path of the whole service, as text. */
  String text(String path) {
    return api.get(path).body().text();
  }

  /** How a caller without a token is refused at this path; empty if it isn't. */
  String refusalForNobody(String path) {
    var stranger = new Api(address, Optional.empty(), new Problems(json, true));
    try {
      stranger.get(path);
      return "";
    } catch (Failure e) {
      return e.lines().getFirst();
    }
  }

  /** Follows what happens; each line is added to these. */
  void follow(Collection<String> lines) {
    api.follow(ORG + "/stream", lines::add);
  }

  /** Publishes several events at once. */
  public void publish(JsonArray events) {
    api.post(ORG + "/events", Content.json(json.write(events)));
  }

  /** The first delivery of what was published. */
  static String delivery(JsonObject published) {
    return ((JsonObject) published.array("deliveries").items().getFirst()).text("id").orElseThrow();
  }

  @Override
  public void close() {
    service.close();
  }

  private JsonObject object(Answer answer) {
    return (JsonObject) json.read(answer.body());
  }
}
