package dev.hookcast.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Settings;
import dev.hookcast.app.config.Sources;
import dev.hookcast.app.service.DeliveryLog;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.reference.Reference;
import dev.hookcast.http.server.Route;
import dev.hookcast.storage.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole table of routes, and what the description says of it. */
class RoutesTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  // Pages for people, and no part of the API.
  private static final String CONSOLE = "/console";
  private static final Pattern SCOPE = Pattern.compile("[Ss]cope `([^`]+)`");

  @TempDir Path data;

  @Test
  void theDescriptionHasEveryRouteNoOtherAndWhoMayCallIt() {
    var flags = Map.of("data.dir", data.toString());
    var config = Config.of(Settings.read(new Sources(Optional.empty(), Map.of(), flags)));
    var wiring =
        new Wiring(
            "test",
            failure -> {
              throw failure;
            });
    var injector = Guice.createInjector(wiring.modules(config, DeliveryLog.quiet()));
    var database = injector.getInstance(Database.class);
    try {
      var routes = injector.getInstance(Key.get(new TypeLiteral<List<Route>>() {}));
      var there = new TreeMap<String, String>();
      routes.stream()
          .filter(route -> !route.path().startsWith(CONSOLE))
          .forEach(route -> there.put(route.method() + " " + route.path(), access(route)));
      var description = (JsonObject) new JacksonJson().read(new Reference().json());
      assertThat(described(description)).isEqualTo(there);
    } finally {
      database.close();
    }
  }

  private static Map<String, String> described(JsonObject description) {
    var described = new TreeMap<String, String>();
    description
        .object("paths")
        .members()
        .forEach(
            (path, operations) ->
                ((JsonObject) operations)
                    .members()
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            described.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                access((JsonObject) operation));
                          }
                        }));
    return described;
  }

  private static String access(Route route) {
    return switch (route.access()) {
      case Route.Access.Open open -> "everybody";
      case Route.Access.AnyToken any -> "any token";
      case Route.Access.Scoped scoped -> scoped.scope().word();
      case Route.Access.Own own -> own.scope().word();
      case Route.Access.SignedIn page ->
          throw new AssertionError("a page of the console: " + route);
    };
  }

  private static String access(JsonObject operation) {
    if (operation.get("security").isPresent()) {
      return "everybody";
    }
    var text = operation.text("description").orElse("");
    var scope = SCOPE.matcher(text);
    if (scope.find()) {
      return scope.group(1);
    }
    return text.contains("Any token") ? "any token" : "unsaid";
  }
}
