package dev.hookcast.app.demo;

import dev.hookcast.app.client.Api;
import dev.hookcast.app.demo.Receiver.Received;
import dev.hookcast.app.terminal.Output;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Shows what Hookcast does, on real input and over real HTTP, and checks each step of it. */
public final class Demo {
  private static final List<String> DIALECTS =
      List.of("convox", "divshot", "qovery", "platformsh", "horizon", "cloudevents");

  private final Stage stage;
  private final Client client;
  private final Narrator narrator;

  public Demo(Stage stage) {
    this.stage = stage;
    this.client = new Client(stage.api(), stage.json());
    this.narrator = new Narrator(stage.out(), stage.json());
  }

  /**
   * What the demo plays on.
   *
   * @param api of a service that is ready, may reach loopback and has no subscriptions yet
   * @param service its address
   * @param where what the service keeps its data in, in words
   * @param executor runs the receiver's tasks
   */
  public record Stage(
      Api api,
      String service,
      String where,
      JsonFormat json,
      Output out,
      InstantSource clock,
      Executor executor) {}

  /** What comes after it, while service and receiver are still there. */
  @FunctionalInterface
  public interface Epilogue {
    void play() throws InterruptedException;
  }

  /** Plays everything; returns true, after the epilogue, if all of it went as documented. */
  public boolean play(Epilogue epilogue) throws InterruptedException, IOException {
    var began = stage.clock().instant();
    try (var receiver = Receiver.start(stage.executor())) {
      narrator.title("Hookcast, from an event to its receivers");
      narrator.fact("service", stage.service() + ", which keeps its data in " + stage.where());
      narrator.fact("receiver", receiver.url("/") + ", which keeps what it gets");
      ownWords(receiver);
      oneDeploy(receiver);
      retries(receiver);
      var took = Duration.between(began, stage.clock().instant());
      narrator.end("Everything arrived as documented, in " + took.toMillis() / 1000.0 + " s.");
      epilogue.play();
      return true;
    } catch (Unexpected e) {
      narrator.failure(e.what());
      return false;
    }
  }

  private void ownWords(Receiver receiver) throws InterruptedException {
    narrator.chapter("Each platform's payloads go in, and come out as the same document");
    same(receiver, "convox", "convox-promote-success", Narrator.WHOLE);
    same(receiver, "convox", "convox-promote-error", Narrator.WHOLE);
    same(receiver, "divshot", "divshot-release", Narrator.WHOLE);
    same(receiver, "qovery", "qovery-deployment", Narrator.WHOLE);
    same(receiver, "platformsh", "platformsh-push", Narrator.BEGINNING);
    same(receiver, "horizon", "horizon-created", Narrator.WHOLE);
  }

  /** Publishes a payload while its dialect alone is subscribed, and sees it arrive unchanged. */
  private void same(Receiver receiver, String dialect, String name, int lines)
      throws InterruptedException {
    var path = "/" + dialect + "/" + name;
    var subscription = subscribe(receiver, dialect, path, "");
    var sent = resource(name);
    var published = client.post("/events?dialect=" + dialect, sent);
    var got = receiver.next(path);
    narrator.received(got, lines);
    var kept = checkSame(sent, got);
    checkDelivered(published, path);
    narrator.check(kept + " as was published, " + sent.size() + " bytes; " + delivered(got));
    client.delete("/subscriptions/" + subscription);
  }

  private void oneDeploy(Receiver receiver) throws InterruptedException {
    narrator.chapter("One deploy reaches everybody in their own language");
    for (var dialect : DIALECTS) {
      subscribe(receiver, dialect, "/" + dialect, filter(dialect));
    }
    slack(receiver);
    narrator.aside("published once, as environment.deploy of storefront on production");
    var published = client.post("/events", resource("deploy"));
    expect(receiver, "/convox", "release:promote", "action");
    expect(receiver, "/divshot", "release", "event");
    expect(receiver, "/qovery", "DEPLOYMENT_SUCCESSFUL", "event_type");
    expect(receiver, "/platformsh", "environment.redeploy", "type");
    var got = expect(receiver, "/cloudevents", "environment.deploy", "type");
    check(!got.header("webhook-signature").isEmpty(), "the CloudEvents request isn't signed");
    expect(receiver, "/slack", "✅ Promoted storefront 1187 from staging to production", "text");
    check(published.array("deliveries").items().size() == 6, "there aren't six deliveries");
    checkDelivered(published, "everybody");
    narrator.check("one event, six deliveries, each delivered");
    narrator.aside(
        "Horizon got nothing: its clusters_deployed tells that a deploy began, not how it ended.");
  }

  private void retries(Receiver receiver) throws InterruptedException {
    narrator.chapter("A receiver that fails is tried again, and a person may resend");
    receiver.failFirst("/unwell", 2);
    subscribe(
        receiver,
        "cloudevents",
        "/unwell",
        ",\"filter\":{\"events\":[\"service.delete\"]},"
            + "\"retry\":{\"schedule\":[\"PT0.3S\",\"PT0.6S\"],\"jitter\":0}");
    var event = "{\"type\":\"service.delete\",\"scope\":{\"service\":{\"name\":\"sessions\"}}}";
    var published = client.post("/events", Bytes.utf8(event));
    var id = "";
    for (int attempt = 1; attempt <= 3; attempt++) {
      var got = receiver.next("/unwell");
      narrator.attempt(got);
      check(id.isEmpty() || id.equals(got.header("webhook-id")), "the webhook-id changed");
      check(got.header("webhook-attempt").equals("" + attempt), "attempts aren't counted");
      id = got.header("webhook-id");
    }
    var delivery = checkDelivered(published, "/unwell");
    narrator.check("two answers of 500, the third attempt delivered, always the same webhook-id");
    client.post("/deliveries/" + delivery + "/resend");
    var again = receiver.next("/unwell");
    narrator.attempt(again);
    check(again.header("webhook-id").equals(id), "the resend had another webhook-id");
    var log = settled(delivery, 4);
    narrator.log(log);
    check(log.array("attempts").items().size() == 4, "the log doesn't show four attempts");
    narrator.check("resent by hand; the log keeps all four attempts with request and response");
  }

  private Received expect(Receiver receiver, String path, String word, String member)
      throws InterruptedException {
    var got = receiver.next(path);
    narrator.received(got, Narrator.WHOLE);
    var said = object(got.body()).text(member);
    check(said.equals(Optional.of(word)), path + " was told " + said + " instead of " + word);
    return got;
  }

  /** Subscribes to deploys in the dialect's own words where it has some. */
  private static String filter(String dialect) {
    var word = dialect.equals("qovery") ? "DEPLOYMENT_SUCCESSFUL" : "environment.deploy";
    return ",\"filter\":{\"events\":[\"" + word + "\"]}";
  }

  private void slack(Receiver receiver) throws InterruptedException {
    var options = JsonObject.writing().put("url", receiver.url("/slack")).done();
    var body =
        "{\"name\":\"demo-slack\",\"sink\":\"slack\",\"options\":%s%s}"
            .formatted(stage.json().write(options).text(), filter("cloudevents"));
    client.post("/subscriptions", Bytes.utf8(body));
  }

  private String subscribe(Receiver receiver, String dialect, String path, String more)
      throws InterruptedException {
    var options = JsonObject.writing().put("url", receiver.url(path)).done();
    var body =
        "{\"name\":\"demo%s\",\"dialect\":\"%s\",\"options\":%s%s}"
            .formatted(path.replace('/', '-'), dialect, stage.json().write(options).text(), more);
    return client.post("/subscriptions", Bytes.utf8(body)).text("id").orElseThrow();
  }

  /** Waits until every delivery of what was published is delivered; gives the last one's id. */
  private String checkDelivered(JsonObject published, String where) throws InterruptedException {
    var last = "";
    for (var item : published.array("deliveries").items()) {
      last = item instanceof JsonObject o ? o.text("id").orElse("") : "";
      var state = settled(last, 1).text("state").orElse("");
      check(state.equals("delivered"), "the delivery to " + where + " is " + state);
    }
    check(!last.isEmpty(), "nothing was to be delivered to " + where);
    return last;
  }

  /** The delivery once it has come to rest with at least so many attempts, or as it is at last. */
  private JsonObject settled(String delivery, int attempts) throws InterruptedException {
    var deadline = stage.clock().instant().plusSeconds(10);
    while (true) {
      var seen = client.get("/deliveries/" + delivery);
      var state = seen.text("state").orElse("");
      boolean atRest = !state.equals("sending") && !state.equals("waiting");
      boolean enough = seen.array("attempts").items().size() >= attempts;
      if ((atRest && enough) || !stage.clock().instant().isBefore(deadline)) {
        return seen;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Says what is the same; Horizon's receivers are told the webhook and the log entry besides. */
  private String checkSame(Bytes sent, Received got) {
    var before = object(sent);
    var after = object(got.body());
    boolean same = text(before).equals(text(after));
    boolean addressed =
        text(before.without("webhookID")).equals(text(after.without("webhookID").without("id")));
    check(same || addressed, "another document arrived");
    return same ? "the same JSON document" : "the same JSON document, addressed to this webhook,";
  }

  private JsonObject object(Bytes text) {
    return stage.json().read(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  private String text(Json value) {
    return stage.json().write(value).text();
  }

  private static String delivered(Received got) {
    return "answered " + got.answered() + " at attempt " + got.header("webhook-attempt");
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new Unexpected(otherwise);
    }
  }

  private static Bytes resource(String name) {
    try (var in = Demo.class.getResourceAsStream(name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return Bytes.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
