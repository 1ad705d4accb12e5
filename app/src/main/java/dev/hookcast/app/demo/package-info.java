/**
 * The demo: the real service, a receiver on this machine, and what the one delivers to the other.
 * It drives the service through its REST API, as any client does.
 */
@NullMarked
package dev.hookcast.app.demo;

import org.jspecify.annotations.NullMarked;
