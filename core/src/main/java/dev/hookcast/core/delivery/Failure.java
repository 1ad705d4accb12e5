package dev.hookcast.core.delivery;

/**
 * What went wrong, for programs and for people.
 *
 * @param code a stable word, such as {@code connect_refused} or {@code http_status}
 * @param detail a sentence; never an exception's text, never a secret
 */
public record Failure(String code, String detail) {}
