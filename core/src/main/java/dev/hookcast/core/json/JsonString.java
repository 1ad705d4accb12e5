package dev.hookcast.core.json;

/** A JSON string; unpaired surrogates are kept as they came. */
public record JsonString(String value) implements Json {}
