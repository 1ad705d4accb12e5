package dev.hookcast.core.json;

/** {@code true} or {@code false}. */
public record JsonBoolean(boolean value) implements Json {}
