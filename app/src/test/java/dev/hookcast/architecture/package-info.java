/** Keeps the hexagon a hexagon: its rules, and the proof that each of them bites. */
@NullMarked
package dev.hookcast.architecture;

import org.jspecify.annotations.NullMarked;
