/**
 * What happened: the event, where and by whom, and its own JSON form. Knows nothing of who wants it
 * or how it is delivered.
 */
@NullMarked
package dev.hookcast.core.event;

import org.jspecify.annotations.NullMarked;
