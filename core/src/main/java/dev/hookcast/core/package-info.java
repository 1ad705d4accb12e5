/**
 * What every package of the core shares: identifiers, bytes, secrets, and the one way to say that
 * input was wrong. Anything that belongs to a single concept lives with that concept instead.
 */
@NullMarked
package dev.hookcast.core;

import org.jspecify.annotations.NullMarked;
