/**
 * The languages of the platforms, one file each: parse, name, render, sign. Pure functions; a new
 * platform is a new file here and its line in {@code Dialects}.
 */
@NullMarked
package dev.hookcast.core.dialect;

import org.jspecify.annotations.NullMarked;
