/**
 * The bench: the service in a process of its own, a cheap receiver, a load, and what the one makes
 * of the other. It drives the service through its REST API, and times what arrives. What each
 * figure means is in docs/performance.md.
 */
@NullMarked
package dev.hookcast.app.bench;

import org.jspecify.annotations.NullMarked;
