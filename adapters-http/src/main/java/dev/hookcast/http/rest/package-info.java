/**
 * Hookcast's own API under {@code /v1}: the server, the table of routes, one resource class per
 * noun, and problems in the form of RFC 9457. Wiring builds it; the front doors may add routes. No
 * JSON library comes in, and of Javalin only what {@code RestServer} and {@code Call} need.
 */
@NullMarked
package dev.hookcast.http.rest;

import org.jspecify.annotations.NullMarked;
