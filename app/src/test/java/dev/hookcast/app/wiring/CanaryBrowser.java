package dev.hookcast.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.http.server.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Somebody who has signed in at the console, opens every page and presses every button. */
final class CanaryBrowser {
  private final HttpClient client;
  private final String address;
  private final BiConsumer<String, String> kept;
  private String cookie = "";
  private int answers;

  /**
   * A browser that nobody has signed in with.
   *
   * @param kept gets what was asked for and the whole answer
   */
  CanaryBrowser(HttpClient client, String address, BiConsumer<String, String> kept) {
    this.client = client;
    this.address = address;
    this.kept = kept;
  }

  /** Signs in; returns what the browser is known by from now on. */
  String signIn(String token, String place) {
    var answer = send(form("/console/login", Map.of("token", token)), place);
    assertThat(answer.statusCode()).isEqualTo(303);
    cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return cookie.substring(cookie.indexOf('=') + 1);
  }

  /** Every page, with these in the place of the path's parameters. */
  void open(List<Route> routes, Map<String, String> ids) {
    for (var route : routes) {
      if (route.method().equals("GET") && of(route)) {
        var path = filled(route.path(), ids);
        for (var query : List.of("", "?q=x&action=levitate&cursor=none&limit=0&since=soon")) {
          get(path + query);
        }
      }
    }
  }

  /** Every button but those that end what the others need, with this in each field. */
  void press(List<Route> routes, Map<String, String> ids, Map<String, String> fields) {
    for (var route : routes) {
      boolean ends = route.path().endsWith("/logout") || route.path().equals("/console/login");
      boolean ofAll = route.path().equals("/console/organizations/{org}/delete");
      if (route.method().equals("POST") && of(route) && !ends && !ofAll) {
        post(filled(route.path(), ids), fields);
      }
    }
  }

  void get(String path) {
    send(request(path).GET(), "page GET " + path + " " + answers++);
  }

  void post(String path, Map<String, String> fields) {
    send(form(path, fields), "page POST " + path + " " + answers++);
  }

  /** The same under a name. */
  void post(String path, Map<String, String> fields, String place) {
    send(form(path, fields), place);
  }

  private static boolean of(Route route) {
    return route.path().startsWith("/console");
  }

  private static String filled(String path, Map<String, String> ids) {
    var filled = path.replace("{org}", "default");
    for (var id : ids.entrySet()) {
      filled = filled.replace(id.getKey() + "/{id}", id.getKey() + "/" + id.getValue());
    }
    return filled.replace("{name}", "convox").replaceAll("\\{[^}]*}", "1");
  }

  private HttpRequest.Builder form(String path, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return request(path)
        .header("Sec-Fetch-Site", "same-origin")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).header("Cookie", cookie);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String place) {
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      kept.accept(
          place, answer.statusCode() + "\n" + answer.headers().map() + "\n" + answer.body());
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
