/**
 * The driving port: four final classes whose public methods are everything that a front end (REST,
 * the command line, another JVM program) may ask of Hookcast.
 */
@NullMarked
package dev.hookcast.core.api;

import org.jspecify.annotations.NullMarked;
