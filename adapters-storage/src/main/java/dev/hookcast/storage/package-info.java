/**
 * The SQL store: events, subscriptions and deliveries in one database, written in groups: by one
 * thread in SQLite, by a few in PostgreSQL. {@link dev.hookcast.storage.Database} opens it; the
 * stores work on it. SQL stands here and nowhere else, and no exception of JDBC leaves this
 * package.
 */
@NullMarked
package dev.hookcast.storage;

import org.jspecify.annotations.NullMarked;
