/**
 * Organizations, and who may do what in them: tokens with their scopes and their text form. Values
 * and pure functions; how a token is sent, and which call takes which scope, is for front ends.
 */
@NullMarked
package dev.hookcast.core.access;

import org.jspecify.annotations.NullMarked;
