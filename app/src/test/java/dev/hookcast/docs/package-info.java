/**
 * Tests of what users read: pages that come from the code, and those that have to agree with it.
 */
@NullMarked
package dev.hookcast.docs;

import org.jspecify.annotations.NullMarked;
