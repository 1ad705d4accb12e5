/** What is counted, for whoever watches the service. */
@NullMarked
package dev.hookcast.app.metrics;

import org.jspecify.annotations.NullMarked;
