package dev.hookcast.core.spi;

import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Outcome;

/** What a sink brings back: what the other side did, and what was said on the way. */
public record Receipt(Outcome outcome, Exchange exchange) {}
