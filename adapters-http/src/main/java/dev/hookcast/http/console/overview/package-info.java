/** The console's first page: how things are, and what needs attention first. */
@NullMarked
package dev.hookcast.http.console.overview;

import org.jspecify.annotations.NullMarked;
