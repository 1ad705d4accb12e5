/**
 * The console's pages about who gets what: the organization's subscriptions, and those of a single
 * application or group at an address of its own.
 */
@NullMarked
package dev.hookcast.http.console.subscriptions;

import org.jspecify.annotations.NullMarked;
