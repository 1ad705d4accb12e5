/**
 * What every page of the console stands in: its frame and navigation, how a page becomes an answer,
 * the form of errors, and the files that pages ask for.
 */
@NullMarked
package dev.hookcast.http.console.page;

import org.jspecify.annotations.NullMarked;
