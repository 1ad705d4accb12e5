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

  /** Plays everything; returns true if all of it went as documented. */
  public boolean play() throws InterruptedException, IOException {
    var began = stage.clock().instant();
    try (var receiver = Receiver.start(stage.executor())) {
      narrator.title("Hookcast, from an event to its receivers");
      narrator.fact("service", stage.service() + ", which keeps its data in " + stage.where());
      narrator.fact("receiver", receiver.url("/") + ", which keeps what it gets");
      convox(receiver);
      platformsh(receiver);
      oneDeploy(receiver);
      retries(receiver);
      var took = Duration.between(began, stage.clock().instant());
      narrator.end("Everything arrived as documented, in " + took.toMillis() / 1000.0 + " s.");
      return true;
    } catch (Unexpected e) {
      narrator.failure(e.what());
      return false;
    }
  }

  private void convox(Receiver receiver) throws InterruptedException {
    narrator.chapter("Convox payloads go in, and come out as the same document");
    subscribe(receiver, "convox", "/convox", "");
    for (var name : List.of("convox-promote-success", "convox-promote-error")) {
      var sent = resource(name);
      var published = client.post("/events?dialect=convox", sent);
      var got = receiver.next("/convox");
      narrator.received(got, Narrator.WHOLE);
      checkSame(sent, got);
      checkDelivered(published, "/convox");
      narrator.check("the same JSON document as was published; " + delivered(got));
    }
  }

  private void platformsh(Receiver receiver) throws InterruptedException {
    narrator.chapter("So does a Platform.sh activity, whole");
    subscribe(receiver, "platformsh", "/platformsh", "");
    var sent = resource("platformsh-push");
    var published = client.post("/events?dialect=platformsh", sent);
    var got = receiver.next("/platformsh");
    narrator.received(got, Narrator.BEGINNING);
    checkSame(sent, got);
    checkDelivered(published, "/platformsh");
    narrator.check(
        "the same JSON document as was published, " + sent.size() + " bytes; " + delivered(got));
    narrator.aside("The Convox receiver got nothing of it: an activity names no application.");
  }

  private void oneDeploy(Receiver receiver) throws InterruptedException {
    narrator.chapter("One deploy reaches each receiver in its own language");
    subscribe(receiver, "cloudevents", "/cloudevents", filter("environment.deploy"));
    narrator.aside("published once, as environment.deploy of storefront on production");
    var published = client.post("/events", resource("deploy"));
    expect(receiver, "/convox", "release:promote", "action");
    expect(receiver, "/platformsh", "environment.redeploy", "type");
    var got = expect(receiver, "/cloudevents", "environment.deploy", "type");
    check(!got.header("webhook-signature").isEmpty(), "the CloudEvents request isn't signed");
    check(published.array("deliveries").items().size() == 3, "there aren't three deliveries");
    checkDelivered(published, "all three");
    narrator.check("one event, three deliveries, three languages, each delivered");
  }

  private void retries(Receiver receiver) throws InterruptedException {
    narrator.chapter("A receiver that fails is tried again, and a person may resend");
    receiver.failFirst("/unwell", 2);
    subscribe(
        receiver,
        "cloudevents",
        "/unwell",
        filter("application.update")
            + ",\"retry\":{\"schedule\":[\"PT0.3S\",\"PT0.6S\"],\"jitter\":0}");
    var event =
        "{\"type\":\"application.update\",\"scope\":{\"application\":{\"name\":\"storefront\"}}}";
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
    var said =
        stage.json().read(got.body()) instanceof JsonObject o ? o.text(member) : Optional.empty();
    check(said.equals(Optional.of(word)), path + " was told " + said + " instead of " + word);
    return got;
  }

  private void subscribe(Receiver receiver, String dialect, String path, String more)
      throws InterruptedException {
    var options = JsonObject.writing().put("url", receiver.url(path)).done();
    var body =
        "{\"name\":\"demo%s\",\"dialect\":\"%s\",\"options\":%s%s}"
            .formatted(path.replace('/', '-'), dialect, stage.json().write(options).text(), more);
    client.post("/subscriptions", Bytes.utf8(body));
  }

  private static String filter(String type) {
    return ",\"filter\":{\"events\":[\"" + type + "\"]}";
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

  private void checkSame(Bytes sent, Received got) {
    var before = stage.json().write(stage.json().read(sent));
    Json after = stage.json().read(got.body());
    check(before.equals(stage.json().write(after)), "another document arrived");
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
