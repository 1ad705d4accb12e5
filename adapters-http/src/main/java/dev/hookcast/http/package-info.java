/**
 * Everything that speaks HTTP or JSON text: the one {@code JsonFormat} here, and the ways in and
 * out in packages of their own. Wiring calls the constructors; the core never comes here.
 */
@NullMarked
package dev.hookcast.http;

import org.jspecify.annotations.NullMarked;
