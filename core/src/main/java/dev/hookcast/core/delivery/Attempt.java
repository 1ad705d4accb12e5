package dev.hookcast.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One try of a delivery. Every request that left is one attempt.
 *
 * @param number its place among the delivery's attempts, from 1
 * @param logNumber unique among all attempts and deliveries of the installation
 * @param exchange empty if the process ended before it could be recorded
 */
public record Attempt(
    int number,
    long logNumber,
    Instant at,
    Trigger trigger,
    Duration duration,
    AttemptOutcome outcome,
    Optional<Exchange> exchange) {}
