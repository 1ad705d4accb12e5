package dev.hookcast.core.spi;

/** What the contracts of all stores need to know of a back-end. */
public interface StoreContract {
  /** The stores under test, empty at first and the same ones throughout a test. */
  Stores stores();
}
