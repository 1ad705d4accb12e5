/**
 * One event on its way to one subscription: states, attempts, what came back, and the policy that
 * decides what follows. Decides; never sends and never stores.
 */
@NullMarked
package dev.hookcast.core.delivery;

import org.jspecify.annotations.NullMarked;
