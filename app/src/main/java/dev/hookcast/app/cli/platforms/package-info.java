/**
 * The platforms' own command lines: each command as its platform's users know it, word for word, on
 * that platform's front door. Thin: what a command means is decided behind the door. {@code Main}
 * adds them to the program; nothing else calls in here.
 */
@NullMarked
package dev.hookcast.app.cli.platforms;

import org.jspecify.annotations.NullMarked;
