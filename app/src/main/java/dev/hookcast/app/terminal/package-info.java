/**
 * How text looks on a terminal: tables, colours, JSON laid out, and foreign text made safe. Knows
 * nothing of commands and nothing of what it shows.
 */
@NullMarked
package dev.hookcast.app.terminal;

import org.jspecify.annotations.NullMarked;
