package dev.hookcast.core.spi;

import dev.hookcast.core.Problem;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.subscription.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A sink that sends nothing: it keeps the shipments that it got and answers what it was told to. It
 * takes every delivery until told otherwise. Safe for any number of threads.
 */
public final class RecordingSink implements Sink {
  private final SinkSpec spec;
  private final List<Shipment> shipments = new CopyOnWriteArrayList<>();
  private volatile Function<Shipment, Receipt> answer = RecordingSink::taken;

  private volatile Supplier<Optional<String>> destination = Optional::empty;
  private volatile Function<Settings, Outlook> outlook = settings -> Outlook.CLEAR;
  private volatile UnaryOperator<Settings> tidied = UnaryOperator.identity();

  /** A sink of this kind that speaks the subscription's dialect and has no options. */
  public RecordingSink(String kind) {
    spec = new SinkSpec(kind, true, List.of());
  }

  /** From now on every shipment has this outcome. */
  public void answer(Outcome outcome) {
    answer(shipment -> receipt(shipment, outcome));
  }

  /** From now on this decides; it may also block, or throw as no sink should. */
  public void answer(Function<Shipment, Receipt> decide) {
    answer = decide;
  }

  /** From now on every subscription leads there. */
  public void leadTo(String where) {
    leadTo(() -> Optional.of(where));
  }

  /** From now on this says where subscriptions lead; it may throw as no sink should. */
  public void leadTo(Supplier<Optional<String>> where) {
    destination = where;
  }

  /** From now on this looks about for settings that are written. */
  public void lookAbout(Function<Settings, Outlook> look) {
    outlook = look;
  }

  /** From now on this makes of settings what is kept. */
  public void tidy(UnaryOperator<Settings> how) {
    tidied = how;
  }

  /** What was to be sent, in the order in which it came. */
  public List<Shipment> shipments() {
    return List.copyOf(shipments);
  }

  /** A receipt for a shipment that was sent as the bare document. */
  public static Receipt receipt(Shipment shipment, Outcome outcome) {
    var request =
        new Request("POST", "https://sink.test/", List.of(), shipment.recorded().document());
    return new Receipt(outcome, new Exchange(request, Optional.empty(), Optional.empty()));
  }

  @Override
  public SinkSpec spec() {
    return spec;
  }

  @Override
  public List<Problem> check(Settings settings) {
    return List.of();
  }

  @Override
  public Settings tidied(Settings settings) {
    return tidied.apply(settings);
  }

  @Override
  public Outlook outlook(Settings settings) {
    return outlook.apply(settings);
  }

  @Override
  public Optional<String> destination(Settings settings) {
    return destination.get();
  }

  @Override
  public Payload preview(Shipment shipment) {
    return new Payload(List.of(new Header("Sent-By", spec.kind())), shipment.recorded().document());
  }

  @Override
  public Receipt send(Shipment shipment) {
    shipments.add(shipment);
    return answer.apply(shipment);
  }

  private static Receipt taken(Shipment shipment) {
    return receipt(shipment, new Outcome.Delivered("taken"));
  }
}
