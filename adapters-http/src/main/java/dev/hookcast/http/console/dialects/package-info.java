/**
 * The console's pages about dialects: what each is for, what it sends, and how a receiver finds out
 * whether a request is genuine. Nothing here is about an organization.
 */
@NullMarked
package dev.hookcast.http.console.dialects;

import org.jspecify.annotations.NullMarked;
