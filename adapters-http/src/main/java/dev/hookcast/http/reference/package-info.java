/** The description of the API for programs, and the same as a page for people. */
@NullMarked
package dev.hookcast.http.reference;

import org.jspecify.annotations.NullMarked;
