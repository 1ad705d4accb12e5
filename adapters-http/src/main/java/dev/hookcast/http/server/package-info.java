/**
 * The HTTP server under every API: routes with the scope that they take, admission by token, bodies
 * and queries within limits, answers, refusals and live bodies. It knows no resource and no noun of
 * Hookcast's; {@code rest} and {@code platforms} bring their routes.
 */
@NullMarked
package dev.hookcast.http.server;

import org.jspecify.annotations.NullMarked;
