package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.subscription.Subscription;
import java.util.Locale;
import java.util.Optional;

/** What pages say of deliveries and attempts. */
public final class DeliveryWords {
  private DeliveryWords() {}

  /** The style class of a state's sign. */
  public static String sign(DeliveryState state) {
    return switch (state) {
      case WAITING -> "warn";
      case SENDING -> "";
      case DELIVERED -> "good";
      case EXHAUSTED -> "bad";
      case CANCELLED -> "off";
    };
  }

  /** A state's name. */
  public static String name(DeliveryState state) {
    return switch (state) {
      case WAITING -> "Waiting";
      case SENDING -> "Sending";
      case DELIVERED -> "Delivered";
      case EXHAUSTED -> "Exhausted";
      case CANCELLED -> "Cancelled";
    };
  }

  /** The style class of an outcome's sign. */
  public static String sign(AttemptOutcome outcome) {
    return switch (outcome) {
      case DELIVERED -> "good";
      case RETRY, INTERRUPTED, LATE -> "warn";
      case REFUSED, GONE -> "bad";
    };
  }

  /** An outcome's name. */
  public static String name(AttemptOutcome outcome) {
    return switch (outcome) {
      case DELIVERED -> "Arrived";
      case RETRY -> "Failed";
      case REFUSED -> "Refused";
      case GONE -> "Gone";
      case INTERRUPTED -> "Interrupted";
      case LATE -> "Late";
    };
  }

  /** What an outcome means, as a sentence. */
  public static String meaning(AttemptOutcome outcome) {
    return switch (outcome) {
      case DELIVERED -> "The receiver took it.";
      case RETRY -> "It didn't arrive, but may another time.";
      case REFUSED -> "The receiver won't take it, however often it is sent.";
      case GONE -> "There is no receiver at this address any more.";
      case INTERRUPTED -> "It was cut off before its outcome was known; it may have arrived.";
      case LATE -> "Its outcome came after another node had taken over, and changed nothing.";
    };
  }

  /** Who wanted an attempt. */
  public static String by(Trigger trigger) {
    return switch (trigger) {
      case AUTOMATIC -> "by the schedule";
      case MANUAL -> "sent again by hand";
    };
  }

  /** What came of an attempt: the status that was answered, or what went wrong. */
  public static String result(Attempt attempt) {
    var exchange = attempt.exchange();
    return exchange
        .flatMap(Exchange::response)
        .map(Response::status)
        .map(status -> "Answered " + status)
        .or(() -> exchange.flatMap(Exchange::failure).map(DeliveryWords::sentence))
        .orElseGet(() -> name(attempt.outcome()));
  }

  /** What went wrong, as a sentence. */
  static String sentence(Failure failure) {
    var detail = failure.detail();
    return detail.isEmpty()
        ? failure.code()
        : ended(detail.substring(0, 1).toUpperCase(Locale.ROOT) + detail.substring(1));
  }

  /** Where its latest attempt went. */
  public static Optional<String> target(Delivery delivery) {
    return delivery.attempts().reversed().stream()
        .flatMap(attempt -> attempt.exchange().stream())
        .map(exchange -> exchange.request().url())
        .filter(url -> !url.isEmpty())
        .findFirst();
  }

  /** Where a delivery stands and why, in sentences. */
  static String story(Delivery delivery, Optional<Subscription> to) {
    return switch (delivery.state()) {
      case WAITING -> waiting(delivery, to);
      case SENDING -> "It is being sent now.";
      case DELIVERED -> "The receiver took it.";
      case EXHAUSTED -> failed(delivery) + gaveUp(delivery);
      case CANCELLED ->
          "Its subscription was deleted before it arrived; it won't be sent any more.";
    };
  }

  private static String waiting(Delivery delivery, Optional<Subscription> to) {
    boolean held = to.filter(s -> !s.settings().enabled()).isPresent();
    if (held) {
      return failed(delivery)
          + "It is held, because its subscription is paused, and goes on when that is resumed.";
    }
    return delivery.attempts().isEmpty()
        ? "It waits for its first attempt."
        : failed(delivery) + "It is tried again.";
  }

  private static String failed(Delivery delivery) {
    return delivery.attempts().stream()
        .reduce((earlier, later) -> later)
        .filter(attempt -> attempt.outcome() != AttemptOutcome.DELIVERED)
        .map(attempt -> "Attempt " + attempt.number() + ": " + ended(result(attempt)) + " ")
        .orElse("");
  }

  private static String gaveUp(Delivery delivery) {
    var latest = delivery.attempts().stream().reduce((earlier, later) -> later);
    return switch (latest.map(Attempt::outcome).orElse(AttemptOutcome.RETRY)) {
      case REFUSED -> "The receiver won't take it, so it isn't tried again.";
      case GONE -> "There is no receiver any more, so its subscription was paused.";
      default -> "Its schedule has no attempt left. It can still be sent again by hand.";
    };
  }

  private static String ended(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
