package com.example.hookcast;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.Problem;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.spi.Payload;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.subscription.Settings;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Prints what happened. */
record PrintingSink(PrintStream out) implements Sink {
  @Override
  public SinkSpec spec() {
    return new SinkSpec("printing", false, List.of());
  }

  @Override
  public List<Problem> check(Settings settings) {
    return List.of();
  }

  @Override
  public Optional<String> destination(Settings settings) {
    return Optional.empty();
  }

  @Override
  public Payload preview(Shipment shipment) {
    return new Payload(List.of(), Bytes.utf8(line(shipment)));
  }

  @Override
  public Receipt send(Shipment shipment) {
    out.println(line(shipment));
    var printed = new Request("PRINT", "", List.of(), Bytes.EMPTY);
    var exchange = new Exchange(printed, Optional.empty(), Optional.empty());
    return new Receipt(new Outcome.Delivered("printed"), exchange);
  }

  private static String line(Shipment shipment) {
    return shipment.event().type() + " " + shipment.event().status().word();
  }
}
