package dev.hookcast.core.subscription;

import dev.hookcast.core.json.JsonObject;

/**
 * Where a subscription's deliveries go.
 *
 * @param kind the sink's name, such as {@code webhook}
 * @param speaksDialect true if the sink sends what the dialect renders; one that writes messages of
 *     its own can send an event that the dialect has no word for
 * @param options what the sink needs to know, without anything secret
 */
public record SinkChoice(String kind, boolean speaksDialect, JsonObject options, Secrets secrets) {}
