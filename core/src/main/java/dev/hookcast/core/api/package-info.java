/**
 * The driving port: final classes whose public methods are everything that a front end (REST, the
 * command line, another JVM program) may ask of Hookcast. Five services, and beside them {@code
 * Previews} and {@code Trials}, which show and try out, and {@code Feed}, which tells live.
 */
@NullMarked
package dev.hookcast.core.api;

import org.jspecify.annotations.NullMarked;
