/**
 * Calls a running service through its REST API, and puts its problems into words. For the command
 * line and the demo; the only place that uses the JDK's HTTP client.
 */
@NullMarked
package dev.hookcast.app.client;

import org.jspecify.annotations.NullMarked;
