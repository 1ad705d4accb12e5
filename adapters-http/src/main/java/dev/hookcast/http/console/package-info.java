/**
 * The web console: pages for people, made on the server, on the same services as the REST API. Each
 * area of it has a package of its own, {@code page} is what they all stand in. Nothing is decided
 * here: what may be done, and what it means, the core and {@code http.server} say.
 */
@NullMarked
package dev.hookcast.http.console;

import org.jspecify.annotations.NullMarked;
