/**
 * Hookcast's own API under {@code /v1}: the table of its routes, and one resource class per noun.
 * Wiring gives the routes to the server. Neither a JSON library nor Javalin comes in.
 */
@NullMarked
package dev.hookcast.http.rest;

import org.jspecify.annotations.NullMarked;
