package dev.hookcast.http.rest;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Deliveries;
import dev.hookcast.core.api.Deliveries.Resent;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Paging;
import dev.hookcast.http.server.ProblemType;
import dev.hookcast.http.server.Refusal;

/** Deliveries: listed, shown with every attempt, sent again. */
final class DeliveriesResource {
  private final Deliveries deliveries;

  DeliveriesResource(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  Answer list(Call call) {
    var query = call.query();
    var period = query.period();
    var wanted =
        new DeliveryStore.Query(
            call.organization(),
            query.id("subscription_id", SubscriptionId::new),
            query.text("event_id", EventId::new),
            query.text("state", DeliveryState::of),
            period.since(),
            period.until(),
            query.page());
    query.end();
    return Answer.ok(Paging.write(deliveries.list(wanted), DeliveryView::listed));
  }

  Answer show(Call call) {
    call.query().end();
    return deliveries
        .find(call.organization(), new DeliveryId(call.id()))
        .map(delivery -> Answer.ok(view(call, delivery)))
        .orElseThrow(Refusal::notFound);
  }

  Answer resend(Call call) {
    call.query().end();
    return switch (deliveries
        .by(call.author())
        .resend(call.organization(), new DeliveryId(call.id()))) {
      case Resent.Queued queued -> Answer.of(202, view(call, queued.delivery()));
      case Resent.Missing missing -> throw Refusal.notFound();
      case Resent.Expired expired -> throw Refusal.of(ProblemType.PAYLOAD_EXPIRED, expired.why());
      case Resent.Refused refused -> throw Refusal.conflict(refused.code(), refused.why());
    };
  }

  /** Without the scope for payloads, as it stands in the list. */
  private static JsonObject view(Call call, Delivery delivery) {
    return call.may(TokenScope.PAYLOADS_READ)
        ? DeliveryView.whole(delivery)
        : DeliveryView.listed(delivery);
  }
}
