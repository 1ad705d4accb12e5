/** What the program is made of besides its own code. */
@NullMarked
package dev.hookcast.libraries;

import org.jspecify.annotations.NullMarked;
