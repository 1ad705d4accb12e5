/**
 * The console's pages about deliveries: the list, a delivery with every attempt, sending again.
 * What a delivery's state and an attempt's outcome are called stands in {@code DeliveryWords}, for
 * other areas too.
 */
@NullMarked
package dev.hookcast.http.console.deliveries;

import org.jspecify.annotations.NullMarked;
