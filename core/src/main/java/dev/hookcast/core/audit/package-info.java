/**
 * The audit log's entries: who changed what, when and from where. Values only; what makes them is
 * in {@code core.api}, what keeps them behind {@code core.spi}. No secret ever comes in here.
 */
@NullMarked
package dev.hookcast.core.audit;

import org.jspecify.annotations.NullMarked;
