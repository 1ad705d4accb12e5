/**
 * Where everything is put together: the only place that knows Guice, and the only one that takes
 * the time, chance and threads from the JVM. {@code Wiring.modules} makes the only choice.
 */
@NullMarked
package dev.hookcast.app.wiring;

import org.jspecify.annotations.NullMarked;
