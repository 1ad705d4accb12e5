package dev.hookcast.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.hostile.BadUrls.Bad;
import dev.hookcast.http.JacksonJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tries to have a service call where it mustn't: {@code .ci/egress} runs it in a network of its
 * own, in which everybody is there and listens.
 */
public final class Egress {
  private static final String CONTROL = "http://8.8.8.8/control";
  private static final Set<String> BLOCKED = Set.of("egress_blocked", "dns_failure");
  private static final long SEED = 5;
  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Path data;
  private final URI service;
  private final String token;
  private final JacksonJson json = new JacksonJson();

  private Egress(Path data) throws IOException {
    this.data = data;
    service = URI.create(Files.readString(data.resolve("address")).strip());
    token = Files.readString(data.resolve("admin-token")).strip();
  }

  /** {@code listen FILE}, {@code open DATA}, {@code edit DATA} or {@code closed DATA SEEN}. */
  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[1]);
    switch (args[0]) {
      case "listen" -> Listeners.start(folder);
      case "open" -> new Egress(folder).open();
      case "edit" -> edit(folder);
      case "closed" -> new Egress(folder).closed(args[2].split(",", -1));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Subscribes to everything while everything is open, and sees that it is really called. */
  private void open() throws Exception {
    subscribe("webhook", CONTROL);
    int odd = 0;
    for (var bad : forbidden()) {
      subscribe("webhook", isOdd(bad) ? placeholder(odd++) : bad.url());
      if (!isOdd(bad)) {
        subscribe("slack", bad.url());
      }
    }
    for (var name : Listeners.NAMES) {
      subscribe("webhook", "http://" + name + "/");
    }
    for (var target : List.of("http://169.254.169.254/", "http://127.0.0.1/", "//10.0.0.1/")) {
      subscribe("webhook", "http://8.8.8.8/redirect?to=" + target.replace("/", "%2F"));
    }
    publish();
    System.out.println("open: " + outcomes());
  }

  /** Puts URLs into the store that nobody could write. */
  private static void edit(Path data) throws Exception {
    int odd = 0;
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("hookcast.db"));
        var change =
            database.prepareStatement(
                "UPDATE subscription SET options = replace(options, ?, ?) WHERE options LIKE ?")) {
      for (var bad : forbidden().stream().filter(Egress::isOdd).toList()) {
        var placeholder = placeholder(odd++);
        change.setString(1, "\"" + placeholder + "\"");
        change.setString(2, "\"" + bad.url() + "\"");
        change.setString(3, "%\"" + placeholder + "\"%");
        if (change.executeUpdate() != 1) {
          throw new AssertionError("no subscription to " + placeholder);
        }
      }
    }
    System.out.println("edited: " + odd + " URLs that can't be written");
  }

  /** Delivers, tests, probes and writes while everything is closed. */
  private void closed(String... seen) throws Exception {
    for (var file : seen) {
      Files.writeString(Path.of(file), "");
    }
    var subscriptions = all("/subscriptions?");
    publish();
    var outcomes = outcomes();
    int refused = 0;
    for (var subscription : subscriptions) {
      var path = House.SUBSCRIPTIONS + "/" + subscription.text("id").orElseThrow();
      call("POST", path + "/test", "");
      call("POST", path + "/validate?probe=true", "");
    }
    for (var url : Stream.concat(forbidden().stream().map(Bad::url), names()).toList()) {
      for (var sink : List.of("webhook", "slack")) {
        if (call("POST", House.SUBSCRIPTIONS, form(sink, url)).status() == 422) {
          refused++;
        }
      }
    }
    int rebound = rebound();
    var calls = new HashMap<String, Integer>();
    for (var file : seen) {
      for (var line : Files.readAllLines(Path.of(file))) {
        calls.merge(line, 1, Integer::sum);
      }
    }
    var strangers = new HashMap<>(calls);
    // An odd spelling may be read as another address, which is public.
    strangers.keySet().removeIf(to -> !BadUrls.isClosed(to.substring(0, to.lastIndexOf(':'))));
    System.out.println("closed: " + outcomes);
    System.out.printf(
        "%d subscriptions delivered to, tested and probed, %d writes refused, %d names rebound,"
            + " seed %d%n",
        subscriptions.size(), refused, rebound, SEED);
    System.out.println("seen by the public receiver: " + calls.getOrDefault("8.8.8.8:80", 0));
    System.out.println("seen by anybody else: " + (strangers.isEmpty() ? "nothing" : strangers));
    boolean whole = rebound == 20 && refused == 2 * (forbidden().size() + names().count());
    boolean control = calls.getOrDefault("8.8.8.8:80", 0) > 0;
    boolean told = strays(subscriptions).isEmpty();
    System.exit(strangers.isEmpty() && whole && control && told ? 0 : 1);
  }

  /** URLs that something came of though they lead to no public address. */
  private List<String> strays(List<JsonObject> subscriptions) throws Exception {
    var urls = new HashMap<String, String>();
    subscriptions.forEach(
        s -> urls.put(s.text("id").orElseThrow(), s.object("options").text("url").orElse("")));
    var event = House.text(call("GET", House.EVENTS + "?limit=1", ""), "id");
    var strays = new ArrayList<String>();
    for (var delivery : all("/deliveries?event_id=" + event)) {
      var url = urls.getOrDefault(delivery.text("subscription_id").orElse(""), "");
      if (!BLOCKED.contains(outcome(delivery)) && !isPublic(url)) {
        strays.add(outcome(delivery) + " " + url);
      }
    }
    System.out.println("not blocked without being public: " + strays);
    return strays;
  }

  /** True for 8.8.8.8, and for odd spellings that Java takes for such an address: 012.1 is 12.1. */
  private static boolean isPublic(String url) {
    try {
      var host = url.replaceFirst("https?://([^/:\\[]*).*", "$1");
      return !host.isEmpty()
          && Stream.of(InetAddress.getAllByName(host))
              .noneMatch(address -> BadUrls.isClosed(address.getHostAddress()));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Names that lead outside while they are written, and inside when they are called. */
  private int rebound() throws IOException {
    int blocked = 0;
    for (int i = 0; i < 20; i++) {
      var made =
          call("POST", House.SUBSCRIPTIONS, form("webhook", "http://flip-" + i + ".example.org/"));
      if (made.status() != 201) {
        throw new AssertionError(made.text());
      }
      var path = House.SUBSCRIPTIONS + "/" + House.text(made, "id") + "/test";
      blocked += call("POST", path, "").text().contains("\"egress_blocked\"") ? 1 : 0;
    }
    return blocked;
  }

  private static Stream<String> names() {
    return Listeners.NAMES.stream()
        .filter(name -> !name.startsWith("flip"))
        .map(name -> "http://" + name + "/");
  }

  private static List<Bad> forbidden() {
    return new BadUrls(SEED)
        .all().stream()
            .filter(bad -> bad.code().startsWith("url_target") || bad.code().endsWith("ambiguous"))
            .filter(bad -> !bad.url().contains("metadata.") && !bad.url().contains("%25"))
            .map(bad -> new Bad(bad.url().replace(":8443", ":8080"), bad.code()))
            .distinct()
            .toList();
  }

  /** True for what the check refuses whatever is open. */
  private static boolean isOdd(Bad bad) {
    return bad.code().endsWith("ambiguous") || bad.url().contains("//0/");
  }

  private static String placeholder(int number) {
    return "http://8.8.8.8/odd-" + number;
  }

  private void publish() throws IOException {
    var said = call("POST", House.EVENTS, "{\"type\":\"a.b\"}");
    if (said.status() != 202) {
      throw new AssertionError(said.text());
    }
  }

  /** How the deliveries of the last event ended, when all have. */
  private Map<String, Long> outcomes() throws Exception {
    var event = House.text(call("GET", House.EVENTS + "?limit=1", ""), "id");
    for (int i = 0; i < 600; i++) {
      var deliveries = all("/deliveries?event_id=" + event);
      if (deliveries.stream()
          .allMatch(d -> d.text("state").orElse("").matches("delivered|exhausted"))) {
        return deliveries.stream()
            .collect(Collectors.groupingBy(Egress::outcome, Collectors.counting()));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
    throw new AssertionError("deliveries don't end");
  }

  private static String outcome(JsonObject delivery) {
    if (delivery.text("state").equals(Optional.of("delivered"))) {
      return "delivered";
    }
    var attempts = delivery.array("attempts").items();
    return ((JsonObject) attempts.getLast()).object("error").text("code").orElse("none");
  }

  private void subscribe(String sink, String url) throws IOException {
    var said = call("POST", House.SUBSCRIPTIONS, form(sink, url));
    if (said.status() != 201) {
      throw new AssertionError(url + ": " + said.text());
    }
  }

  private static String form(String sink, String url) {
    return "{\"sink\":\"%s\",\"options\":{\"url\":\"%s\"},\"retry\":{\"schedule\":[]}}"
        .formatted(sink, url);
  }

  private List<JsonObject> all(String path) throws IOException {
    var all = new ArrayList<JsonObject>();
    var cursor = "";
    do {
      var page = object(call("GET", House.ORG + path + "&limit=200" + cursor, ""));
      page.array("items").items().forEach(item -> all.add((JsonObject) item));
      cursor = page.text("next_cursor").map(next -> "&cursor=" + next).orElse("");
    } while (!cursor.isEmpty());
    return all;
  }

  private JsonObject object(Wire.Said said) {
    return (JsonObject) json.read(Bytes.utf8(said.text()));
  }

  private Wire.Said call(String method, String path, String body) throws IOException {
    var request =
        "%s %s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, token, body.length(), body);
    try (var wire = new Wire(service)) {
      return wire.say(request.getBytes(UTF_8)).orElseThrow();
    }
  }
}
