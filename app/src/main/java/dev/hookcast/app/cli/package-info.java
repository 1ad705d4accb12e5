/**
 * The command line: what users type, and the only place that prints. Commands that call a running
 * service know its REST API only; those that start one get a factory from {@code Main}. Nothing
 * else calls in here.
 */
@NullMarked
package dev.hookcast.app.cli;

import org.jspecify.annotations.NullMarked;
