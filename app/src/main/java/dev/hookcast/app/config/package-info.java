/**
 * The configuration: one table of keys, read from defaults, a YAML file, the environment and flags
 * into immutable records. Wiring and the command line may call it; it starts nothing, and YAML
 * stays inside.
 */
@NullMarked
package dev.hookcast.app.config;

import org.jspecify.annotations.NullMarked;
