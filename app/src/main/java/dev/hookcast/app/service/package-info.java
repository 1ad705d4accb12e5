/**
 * The service as a process: its files in the data folder, its log, its start and its end. Knows the
 * services of the core and the adapters; no Guice, no command line.
 */
@NullMarked
package dev.hookcast.app.service;

import org.jspecify.annotations.NullMarked;
