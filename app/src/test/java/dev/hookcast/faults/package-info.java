/**
 * What the service keeps when processes, power, disks and clocks fail: one workload, one oracle,
 * and the faults. {@code Campaign} runs them at length; nothing else calls in here.
 */
@NullMarked
package dev.hookcast.faults;

import org.jspecify.annotations.NullMarked;
