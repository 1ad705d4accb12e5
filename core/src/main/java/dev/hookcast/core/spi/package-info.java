/**
 * Driven ports: what the core needs from the outside. Interfaces and the values they exchange; the
 * Javadoc of each method is its contract, and each sentence of it has a test in the contract class.
 */
@NullMarked
package dev.hookcast.core.spi;

import org.jspecify.annotations.NullMarked;
