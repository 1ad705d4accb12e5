/**
 * The console's pages for whoever administers: tokens, organizations, the audit log, and what the
 * service was started with.
 */
@NullMarked
package dev.hookcast.http.console.administration;

import org.jspecify.annotations.NullMarked;
