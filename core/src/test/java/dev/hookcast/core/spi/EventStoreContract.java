package dev.hookcast.core.spi;

/** What every {@link EventStore} does. */
public interface EventStoreContract extends AcceptContract, EventListContract, ExpiryContract {}
