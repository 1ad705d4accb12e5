package dev.hookcast.http.console.page;

import dev.hookcast.core.Bytes;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that pages ask for. Their names carry a digest of what they hold, so that browsers can
 * keep them for ever. Safe for any number of threads.
 */
public final class Assets {
  private static final String PATH = "/console/assets/";

  /** The path in the table of routes. */
  public static final String ROUTE = PATH + "{digest}/{file}";

  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final String KEPT = "public, max-age=31536000, immutable";
  private static final int DIGITS = 12;

  private static final Map<String, Asset> ASSETS =
      Map.of(
          "console.css", new Asset("console.css", "text/css;charset=utf-8"),
          "console.js", new Asset("console.js", SCRIPT),
          "icon.svg", new Asset("icon.svg", "image/svg+xml"),
          "htmx.js", new Asset(HTMX, SCRIPT));

  private static final Map<String, String> ADDRESSES = addresses();

  private Assets() {}

  private record Asset(String resource, String type) {
    Bytes read() {
      try (var in = Assets.class.getResourceAsStream(resource)) {
        return Bytes.of(Optional.ofNullable(in).orElseThrow().readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The address of one of them. */
  public static String at(String file) {
    return Optional.ofNullable(ADDRESSES.get(file)).orElseThrow();
  }

  /** Answers with one of them; with the present one, whatever digest is asked for. */
  public static Answer show(Call call) {
    var asset = Optional.ofNullable(ASSETS.get(call.path("file"))).orElseThrow(Refusal::notFound);
    return Answer.ok(asset.type(), asset.read()).with("Cache-Control", KEPT);
  }

  private static Map<String, String> addresses() {
    var addresses = new LinkedHashMap<String, String>();
    ASSETS.forEach(
        (file, asset) -> {
          var digest = HexFormat.of().formatHex(asset.read().sha256().array());
          addresses.put(file, PATH + digest.substring(0, DIGITS) + "/" + file);
        });
    return Map.copyOf(addresses);
  }
}
