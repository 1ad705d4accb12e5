/**
 * Which events a subscription wants, and the verdict that says why or why not. Pure functions of an
 * event; no I/O and no state.
 */
@NullMarked
package dev.hookcast.core.filter;

import org.jspecify.annotations.NullMarked;
