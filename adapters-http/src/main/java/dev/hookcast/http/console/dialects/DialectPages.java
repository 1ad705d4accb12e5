package dev.hookcast.http.console.dialects;

import dev.hookcast.core.api.Catalogue;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The dialects, for those who write receivers. */
public final class DialectPages {
  private static final String PATH = Frame.ORGANIZATION + "/dialects";

  private final Catalogue catalogue;
  // What a dialect says never changes, and its examples take a while to make.
  private final Map<String, Portrait> portraits = new ConcurrentHashMap<>();

  public DialectPages(Hookcast core) {
    this.catalogue = core.catalogue();
  }

  /** Its routes. */
  public List<Route> routes() {
    return List.of(
        Route.page("GET", PATH, this::list), Route.page("GET", PATH + "/{name}", this::show));
  }

  private Answer list(Call call) {
    var dialects = catalogue.dialects().stream().map(d -> portrait(d.name())).toList();
    var frame = Frame.of(call, Area.DIALECTS, "Dialects");
    return Pages.show(
        "dialects/dialects.jte",
        Map.of("frame", frame, "dialects", dialects.stream().flatMap(Optional::stream).toList()));
  }

  private Answer show(Call call) {
    var portrait = portrait(call.path("name")).orElseThrow(Refusal::notFound);
    return Pages.show(
        "dialects/dialect.jte",
        Map.of(
            "frame", Frame.of(call, Area.DIALECTS, portrait.name()),
            "dialect", portrait,
            "example", portrait.example(call.parameter("event")),
            "language", Language.of(call.parameter("language"))));
  }

  private Optional<Portrait> portrait(String name) {
    return catalogue
        .dialect(name)
        .map(known -> portraits.computeIfAbsent(name, unseen -> Portrait.of(known)));
  }
}
