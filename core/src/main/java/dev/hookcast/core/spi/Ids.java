package dev.hookcast.core.spi;

/** Gives out identities. Safe for any number of threads. */
public interface Ids {
  /** A new identity: neither its id nor its number was ever given out in this installation. */
  Identity next();

  /**
   * What identifies one thing.
   *
   * @param id a UUIDv7 in its usual text form
   * @param number a positive integer below 2^44, unique in the installation, mostly ascending
   */
  record Identity(String id, long number) {}
}
