/** Who wants which events, where to, and in which dialect. */
@NullMarked
package dev.hookcast.core.subscription;

import org.jspecify.annotations.NullMarked;
