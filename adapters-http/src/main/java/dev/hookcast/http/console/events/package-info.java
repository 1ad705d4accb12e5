/**
 * The console's pages about events: the list, and an event with its document and why it was or
 * wasn't delivered to whom.
 */
@NullMarked
package dev.hookcast.http.console.events;

import org.jspecify.annotations.NullMarked;
