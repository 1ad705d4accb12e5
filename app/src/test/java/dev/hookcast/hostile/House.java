package dev.hookcast.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.wiring.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The whole service as strangers see it, and one good neighbour in it: a receiver that has to get
 * its events whatever the others do. Only the receiver's own address is open.
 */
final class House implements AutoCloseable {
  static final String ORG = "/v1/organizations/default";
  static final String SUBSCRIPTIONS = ORG + "/subscriptions";
  static final String EVENTS = ORG + "/events";

  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|dev\\.hookcast|java\\.|SQLITE|org\\.[a-z]+\\.|Jetty|Javalin|\\bat [a-z.]+\\(");

  final URI address;
  final String token;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Neighbour neighbour = new Neighbour();
  private final Stage stage;
  private int published;

  House(Path data) throws IOException {
    this(data, Map.of());
  }

  House(Path data, Map<String, String> settings) throws IOException {
    var all = new HashMap<>(settings);
    all.putIfAbsent("egress.allow", Neighbour.ADDRESS);
    stage = new Stage(data, all);
    address = URI.create(Files.readString(data.resolve("address")).strip());
    token = Files.readString(data.resolve("admin-token")).strip();
    var filter = "\"filter\":{\"events\":[\"neighbour.event\"]}";
    var body = "{\"options\":{\"url\":\"%sgood\"},%s}".formatted(goodUrl(), filter);
    assertThat(call("POST", SUBSCRIPTIONS, body).status()).isEqualTo(201);
  }

  /** A URL that is in order. */
  String goodUrl() {
    return neighbour.url();
  }

  /** Publishes a good event and waits until the neighbour has got it; says how long that took. */
  Duration stillWorks() {
    return neighbour.served("good-" + published++, this::publish, PATIENCE);
  }

  private void publish(String event) {
    try {
      var said = call("POST", EVENTS, event);
      assertThat(said.status()).as(said.text()).isEqualTo(202);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A call with JSON, as the administrator. */
  Wire.Said call(String method, String path, String body) throws IOException {
    return call(method, path, "Content-Type: application/json\r\n", body.getBytes(UTF_8));
  }

  /** A call with these headers and this body, as the administrator. */
  Wire.Said call(String method, String path, String headers, byte[] body) throws IOException {
    return raw(request(method, path, headers, body));
  }

  byte[] request(String method, String path, String headers, byte[] body) {
    var head =
        "%s %s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(method, path, token, headers, body.length);
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  /** Sends these bytes on a connection of their own. */
  Wire.Said raw(byte[] request) throws IOException {
    try (var wire = new Wire(address)) {
      var said = wire.say(request);
      assertThat(said).as("no answer to " + new String(request, UTF_8)).isPresent();
      return checked(said.get());
    }
  }

  /** What every answer has to keep to. */
  static Wire.Said checked(Wire.Said said) {
    assertThat(said.status()).as(said.text()).isNotEqualTo(500);
    assertThat(INSIDE.matcher(said.text()).find()).as(said.text()).isFalse();
    assertThat(said.headers()).doesNotContainKeys("server", "x-powered-by");
    if (said.status() >= 400 && said.body().length > 0) {
      assertThat(said.header("content-type")).contains("json");
    }
    return said;
  }

  /** A problem's code. */
  static String code(Wire.Said said) {
    return text(said, "code");
  }

  /** The text of the first member of this name. */
  static String text(Wire.Said said, String member) {
    var found = Pattern.compile("\"" + member + "\":\"([^\"]*)\"").matcher(said.text());
    return found.find() ? found.group(1) : "";
  }

  @Override
  public void close() {
    stage.close();
    neighbour.close();
  }
}
