package dev.hookcast.core.json;

/**
 * A JSON number as it was written: {@code 0.1000}, {@code 1E400} and {@code -0} stay themselves.
 */
public record JsonNumber(String literal) implements Json {}
