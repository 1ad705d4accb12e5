/** The console's pages about request bins: what subscriptions with the sink {@code bin} caught. */
@NullMarked
package dev.hookcast.http.console.bins;

import org.jspecify.annotations.NullMarked;
