/**
 * JSON as a value: a sealed tree whose numbers keep their literal and whose objects keep their key
 * order. No parser and no printer; those come through {@code dev.hookcast.core.spi.JsonFormat}.
 */
@NullMarked
package dev.hookcast.core.json;

import org.jspecify.annotations.NullMarked;
