/** Bad input of every kind, over HTTP, to the whole service. */
@NullMarked
package dev.hookcast.hostile;

import org.jspecify.annotations.NullMarked;
