package dev.hookcast.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.server.Route;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests that mean no good, each made of one seed. For one thread. */
final class Mischief {
  private static final List<String> METHODS =
      List.of(
          "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FROB", "CONNECT");
  private static final List<String> QUERIES =
      List.of(
          "limit",
          "cursor",
          "since",
          "until",
          "type",
          "status",
          "project",
          "environment",
          "state",
          "subscription_id",
          "event_id",
          "dialect",
          "probe",
          "pageNumber",
          "pageSize",
          "eventType");
  private static final List<String> HEADERS =
      List.of(
          "Content-Type",
          "Content-Encoding",
          "Accept",
          "Idempotency-Key",
          "Host",
          "Expect",
          "Cookie",
          "Connection",
          "Hookcast-Organization",
          "X-Forwarded-For",
          "X-HTTP-Method-Override",
          "Range",
          "If-Match",
          "Transfer-Encoding",
          "Upgrade",
          "Authorization",
          "TE",
          "Content-Length",
          "Origin");
  private static final List<String> MEDIA =
      List.of(
          "application/json",
          "application/json",
          "application/json",
          "application/merge-patch+json",
          "application/cloudevents+json",
          "application/cloudevents-batch+json",
          "application/x-www-form-urlencoded",
          "application/json;charset=\"utf-8\"",
          "application/json;charset=\"",
          "application/json;charset=none",
          ";",
          "a/b;=");

  /** What kind of trouble. */
  enum Kind {
    ROUTES,
    EVENTS,
    DIALECTS,
    FILTERS,
    SUBSCRIPTIONS,
    DOORS,
    QUERIES,
    HEADERS,
    RAW
  }

  private final Materials materials;
  private final SplittableRandom random;
  private final Corpus corpus;

  Mischief(Materials materials, long seed) {
    this.materials = materials;
    this.random = new SplittableRandom(seed);
    this.corpus = new Corpus(random);
  }

  /**
   * What requests are made of.
   *
   * @param routes the whole table
   * @param payloads each dialect's own documents
   * @param ids of things that are there
   */
  record Materials(
      List<Route> routes,
      Map<String, List<Json>> payloads,
      List<Json> settings,
      List<Json> others,
      List<String> ids,
      String token) {}

  byte[] request(Kind kind) {
    return switch (kind) {
      case ROUTES -> {
        var route = corpus.oneOf(materials.routes());
        var method = corpus.once(8) ? corpus.oneOf(METHODS) : route.method();
        yield request(method, path(route.path(), 6) + query(4), headers(3), anyBody());
      }
      case EVENTS -> {
        var event = corpus.oneOf(materials.payloads().get("hookcast"));
        yield post(House.EVENTS, corpus.once(4) ? batch(event) : corpus.spoiled(event));
      }
      case DIALECTS -> {
        var dialect = corpus.oneOf(List.copyOf(materials.payloads().keySet()));
        var payload = corpus.oneOf(materials.payloads().get(dialect));
        var body =
            corpus.once(5) ? corpus.spoiled(preview(payload, dialect)) : corpus.spoiled(payload);
        var named = dialect.equals("hookcast") ? "" : "?dialect=" + dialect;
        yield post(corpus.once(5) ? House.ORG + "/preview" : House.EVENTS + named, body);
      }
      case FILTERS -> {
        var settings = (JsonObject) corpus.oneOf(materials.settings());
        var filter = corpus.changed(settings.object("filter"));
        yield post(House.SUBSCRIPTIONS, corpus.spoiled(settings.with("filter", filter)));
      }
      case SUBSCRIPTIONS -> {
        var body = corpus.spoiled(corpus.oneOf(materials.settings()));
        var one = House.SUBSCRIPTIONS + "/" + id();
        yield switch (random.nextInt(4)) {
          case 0 -> request("PATCH", one, "", body);
          case 1 -> request("PUT", one, "", body);
          case 2 -> post(one + corpus.oneOf(List.of("/test", "/validate", "/rotate-secret")), body);
          default -> post(House.SUBSCRIPTIONS, body);
        };
      }
      case DOORS -> {
        var doors = materials.routes().stream().filter(r -> !r.path().startsWith("/v1")).toList();
        var route = corpus.oneOf(doors);
        yield request(route.method(), path(route.path(), 10), "", anyBody());
      }
      case QUERIES -> {
        var gets = materials.routes().stream().filter(r -> r.method().equals("GET")).toList();
        yield request("GET", path(corpus.oneOf(gets).path(), 12) + query(1), "", new byte[0]);
      }
      case HEADERS -> request("POST", House.EVENTS, headers(1) + headers(1), anyBody());
      case RAW -> corpus.spoiled(request(Kind.values()[random.nextInt(Kind.values().length - 1)]));
    };
  }

  private byte[] batch(Json event) {
    var items = IntStream.range(0, random.nextInt(5)).mapToObj(i -> event).toList();
    return corpus.spoiled(new JsonArray(items));
  }

  private static Json preview(Json event, String dialect) {
    return JsonObject.writing().put("event", event).put("dialect", dialect).done();
  }

  private byte[] anyBody() {
    return switch (random.nextInt(5)) {
      case 0 -> new byte[0];
      case 1 ->
          corpus.spoiled(corpus.oneOf(corpus.oneOf(List.copyOf(materials.payloads().values()))));
      case 2 -> corpus.spoiled(corpus.oneOf(materials.settings()));
      default -> corpus.spoiled(corpus.oneOf(materials.others()));
    };
  }

  private String path(String template, int oddOneIn) {
    var filled = new StringBuilder();
    for (var part : template.substring(1).split("/", -1)) {
      filled.append('/').append(part.startsWith("{") ? segment(part, oddOneIn) : part);
    }
    return filled.toString();
  }

  private String segment(String name, int oddOneIn) {
    if (corpus.once(oddOneIn)) {
      return encoded(corpus.text());
    }
    return switch (name) {
      case "{org}" -> "default";
      case "{type}" -> corpus.oneOf(List.of("groups", "applications", "clusters"));
      default -> corpus.once(3) ? "" + random.nextInt(40) : id();
    };
  }

  private String id() {
    return materials.ids().isEmpty() || corpus.once(10)
        ? "00000000-0000-7000-8000-00000000000" + random.nextInt(10)
        : corpus.oneOf(materials.ids());
  }

  private String query(int oneIn) {
    if (!corpus.once(oneIn)) {
      return "";
    }
    return "?"
        + IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(
                i -> corpus.oneOf(QUERIES) + "=" + (corpus.once(5) ? id() : encoded(corpus.text())))
            .collect(Collectors.joining("&"));
  }

  private String headers(int oneIn) {
    if (!corpus.once(oneIn)) {
      return "";
    }
    var value = corpus.once(2) ? corpus.oneOf(MEDIA) : corpus.text();
    // Whoever gives two lengths or waits to be asked gets what they ask for: a long wait.
    var name = corpus.oneOf(HEADERS);
    return name.equals("Expect")
            || name.equals("Content-Length")
            || name.equals("Transfer-Encoding")
        ? ""
        : name + ": " + value.replace("\r", "").replace("\n", "") + "\r\n";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private byte[] post(String path, byte[] body) {
    return request("POST", path, "", body);
  }

  private byte[] request(String method, String path, String more, byte[] body) {
    var head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
            + materials.token()
            + "\r\n"
            + (more.contains("Content-Type") ? "" : "Content-Type: application/json\r\n")
            + more
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    return Corpus.joined(head.getBytes(corpus.once(2) ? UTF_8 : ISO_8859_1), body);
  }
}
