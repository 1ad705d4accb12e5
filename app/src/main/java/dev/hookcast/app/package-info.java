/** The program: where the service and its command line are put together. Nothing calls in here. */
@NullMarked
package dev.hookcast.app;

import org.jspecify.annotations.NullMarked;
