/**
 * The load and its receivers: one thread reads and writes every connection of the bench, because
 * whatever it costs is taken from the service that is measured beside it. It knows nothing of what
 * is measured and why.
 */
@NullMarked
package dev.hookcast.app.bench.load;

import org.jspecify.annotations.NullMarked;
