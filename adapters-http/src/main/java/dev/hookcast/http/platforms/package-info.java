/**
 * Front doors: each platform's own management API, one class each, on the same subscriptions as
 * Hookcast's own. A door speaks its platform's shapes, statuses and error bodies and knows nothing
 * that isn't said in {@code core.api}; what a request means for a subscription is checked there.
 * {@code app.wiring} adds their routes; nobody else calls them.
 */
@NullMarked
package dev.hookcast.http.platforms;

import org.jspecify.annotations.NullMarked;
