package dev.hookcast.core.delivery;

/** One header field of an HTTP message, its name spelled as sent. */
public record Header(String name, String value) {}
