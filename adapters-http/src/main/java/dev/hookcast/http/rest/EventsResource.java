package dev.hookcast.http.rest;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Catalogue;
import dev.hookcast.core.api.Deliveries;
import dev.hookcast.core.api.Explained;
import dev.hookcast.core.api.Explanation;
import dev.hookcast.core.api.PublishedEvent;
import dev.hookcast.core.api.Publishing;
import dev.hookcast.core.api.Submission;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Media;
import dev.hookcast.http.server.Paging;
import dev.hookcast.http.server.ProblemType;
import dev.hookcast.http.server.Query;
import dev.hookcast.http.server.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events: published, listed, shown, explained. */
final class EventsResource {
  private static final int MAX_BATCH = 1_000;
  private static final int DELIVERIES_SHOWN = 200;
  private static final Set<Media> ACCEPTED =
      EnumSet.of(Media.JSON, Media.CLOUDEVENT, Media.CLOUDEVENTS);

  private final Publishing publishing;
  private final Deliveries deliveries;
  private final Catalogue catalogue;

  EventsResource(Publishing publishing, Deliveries deliveries, Catalogue catalogue) {
    this.publishing = publishing;
    this.deliveries = deliveries;
    this.catalogue = catalogue;
  }

  Answer publish(Call call) {
    var query = call.query();
    var named = dialect(query);
    query.end();
    var key = call.header("Idempotency-Key").map(EventsResource::checkedKey);
    var body = call.body(ACCEPTED);
    var dialect = dialect(named, body.media());
    return body.document() instanceof JsonArray batch && body.media() != Media.CLOUDEVENT
        ? publishAll(call, keyed(batch(dialect, batch), key))
        : publishOne(call, keyed(List.of(single(dialect, body)), key).getFirst());
  }

  Answer list(Call call) {
    var query = call.query();
    var period = query.period();
    var wanted =
        new EventStore.Query(
            call.organization(),
            query.text("type", EventType::new),
            query.text("status", EventStatus::of),
            query.text("project"),
            query.text("environment"),
            period.since(),
            period.until(),
            query.page());
    query.end();
    return Answer.ok(Paging.write(publishing.list(wanted), event -> view(call, event)));
  }

  Answer show(Call call) {
    call.query().end();
    var event =
        publishing.find(call.organization(), id(call.path("id"))).orElseThrow(Refusal::notFound);
    var made = deliveries.list(deliveriesOf(call.organization(), event.event().id()));
    return Answer.ok(
        view(call, event)
            .with("deliveries", Paging.items(made, DeliveryView::listed))
            .with("deliveries_next_cursor", Paging.cursor(made.next())));
  }

  Answer explain(Call call) {
    call.query().end();
    var id = id(call.path("id"));
    var verdicts =
        explained(call.organization(), id).stream().<Json>map(EventsResource::verdict).toList();
    return Answer.ok(
        JsonObject.writing()
            .put("event_id", id.value())
            .put("verdicts", new JsonArray(verdicts))
            .done());
  }

  private List<Explanation> explained(OrganizationId organization, EventId id) {
    return switch (publishing.explain(organization, id)) {
      case Explained.Verdicts verdicts -> verdicts.list();
      case Explained.Missing missing -> throw Refusal.notFound();
      case Explained.PayloadExpired expired ->
          throw Refusal.of(
              ProblemType.PAYLOAD_EXPIRED, "Its payload has expired, so nobody can tell any more.");
    };
  }

  private Optional<String> dialect(Query query) {
    var name = query.text("dialect");
    if (name.filter(n -> !n.equals(Source.NATIVE) && catalogue.dialect(n).isEmpty()).isPresent()) {
      var names =
          catalogue.dialects().stream().map(Dialect::name).collect(Collectors.joining(", "));
      query.reject("dialect", "dialect_unknown", "The dialects are " + names + ".");
    }
    return name;
  }

  private static String dialect(Optional<String> named, Media media) {
    if (media == Media.JSON) {
      return named.orElse(Source.NATIVE);
    }
    if (named.filter(name -> !name.equals(Dialects.DEFAULT)).isPresent()) {
      throw Refusal.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "This dialect is sent as application/json.");
    }
    return Dialects.DEFAULT;
  }

  private static Submission single(String dialect, Call.Body body) {
    if (body.media() == Media.CLOUDEVENTS) {
      throw InvalidInput.of("", "body_not_array", "A batch is a JSON array.");
    }
    var document = Call.object(body.document(), "");
    return dialect.equals(Source.NATIVE)
        ? Submission.ofNative(document)
        : Submission.ofDialect(dialect, document, body.sent());
  }

  private static List<Submission> batch(String dialect, JsonArray batch) {
    int size = batch.items().size();
    if (size == 0) {
      throw InvalidInput.of("", "body_not_object", "Send an event, or 1 to 1,000 in an array.");
    }
    if (size > MAX_BATCH) {
      throw InvalidInput.of("", "batch_too_large", "A batch holds at most 1,000 events.");
    }
    var submissions = new ArrayList<Submission>();
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < size; i++) {
      if (batch.items().get(i) instanceof JsonObject document) {
        submissions.add(new Submission(dialect, document, Optional.empty(), Optional.empty()));
      } else {
        problems.add(new Problem("/" + i, "body_not_object", "An event is a JSON object."));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return submissions;
  }

  private static String checkedKey(String key) {
    if (!key.matches("[!-~]{1,255}")) {
      throw InvalidInput.of(
          "/headers/Idempotency-Key",
          "idempotency_key_invalid",
          "An Idempotency-Key is 1 to 255 visible ASCII characters.");
    }
    return key;
  }

  /** One key stands for the whole request: each event of a batch goes by the key and its place. */
  private static List<Submission> keyed(List<Submission> submissions, Optional<String> key) {
    return key.map(
            known ->
                IntStream.range(0, submissions.size())
                    .mapToObj(i -> submissions.get(i).keyed(known + "\n" + i))
                    .toList())
        .orElse(submissions);
  }

  private Answer publishOne(Call call, Submission submission) {
    call.publishing(1);
    return switch (publishing.publish(call.organization(), submission)) {
      case Acceptance.Accepted accepted ->
          accepted(accepted.entries(), entry(accepted.entries().getFirst()));
      case Acceptance.Conflict conflict -> throw conflict(conflict, "");
      case Acceptance.Overloaded overloaded -> throw overloaded();
    };
  }

  private Answer publishAll(Call call, List<Submission> batch) {
    call.publishing(batch.size());
    return switch (publishing.publish(call.organization(), batch)) {
      case Acceptance.Accepted accepted ->
          accepted(
              accepted.entries(),
              new JsonArray(accepted.entries().stream().<Json>map(EventsResource::entry).toList()));
      case Acceptance.Conflict conflict -> throw conflict(conflict, "/" + conflict.index());
      case Acceptance.Overloaded overloaded -> throw overloaded();
    };
  }

  private static Answer accepted(List<Acceptance.Entry> entries, Json body) {
    boolean nothingNew = entries.stream().allMatch(Acceptance.Entry::duplicate);
    return Answer.of(nothingNew ? 200 : 202, body);
  }

  private static Refusal conflict(Acceptance.Conflict conflict, String pointer) {
    var type = ProblemType.IDEMPOTENCY_CONFLICT;
    var detail = "Event " + conflict.existing() + " was accepted with another body before.";
    return Refusal.of(type, detail).with(List.of(new Problem(pointer, type.code(), detail)));
  }

  private static Refusal overloaded() {
    return Refusal.of(ProblemType.OVERLOADED, "More comes in than can be stored. Come again soon.")
        .with("Retry-After", "1");
  }

  private static JsonObject entry(Acceptance.Entry entry) {
    return JsonObject.writing()
        .put("id", entry.id().value())
        .putText("external_id", entry.externalId())
        .put("duplicate", entry.duplicate())
        .put("matched", entry.deliveries().size())
        .put(
            "deliveries",
            new JsonArray(entry.deliveries().stream().<Json>map(EventsResource::made).toList()))
        .done();
  }

  private static JsonObject made(Acceptance.Made made) {
    return JsonObject.writing()
        .put("id", made.id().value())
        .put("subscription_id", made.subscription().value())
        .done();
  }

  private static JsonObject verdict(Explanation explanation) {
    return JsonObject.writing()
        .put("subscription_id", explanation.subscription().id().value())
        .put("subscription_name", explanation.subscription().settings().name())
        .put("verdict", explanation.word())
        .put("reason", explanation.reason())
        .done();
  }

  /** Without the scope for payloads, without what a publisher may have put in freely. */
  private static JsonObject view(Call call, PublishedEvent published) {
    var whole = view(published);
    return call.may(TokenScope.PAYLOADS_READ) ? whole : whole.without("data").without("log");
  }

  private static JsonObject view(PublishedEvent published) {
    var view = JsonObject.writing();
    var recorded = published.recorded();
    var event = EventJson.write(published.event());
    // It knows the arrival alone, which isn't when it occurred.
    var known = recorded.payloadExpired() ? event.without("occurred_at") : event;
    known.members().forEach(view::put);
    if (recorded.payloadExpired()) {
      view.put("payload_expired", true);
    }
    return view.put("number", recorded.number())
        .put("received_at", recorded.receivedAt().toString())
        .putText("external_id", published.event().source().externalId())
        .put("dialect", recorded.dialect())
        .done();
  }

  private static EventId id(String text) {
    try {
      return new EventId(text);
    } catch (InvalidInput e) {
      throw Refusal.notFound();
    }
  }

  private static DeliveryStore.Query deliveriesOf(OrganizationId organization, EventId event) {
    return new DeliveryStore.Query(
        organization,
        Optional.empty(),
        Optional.of(event),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Page.Wanted.first(DELIVERIES_SHOWN));
  }
}
