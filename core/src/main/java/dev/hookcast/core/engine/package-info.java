/**
 * The delivery engine: from a claimed delivery to a settled attempt. Driven by {@code core.api} and
 * by its own clockwork; nothing else but the wiring knows it, and no HTTP or SQL comes in.
 */
@NullMarked
package dev.hookcast.core.engine;

import org.jspecify.annotations.NullMarked;
