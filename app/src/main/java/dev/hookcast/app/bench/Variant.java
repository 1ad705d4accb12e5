package dev.hookcast.app.bench;

/** Which service is measured. */
public enum Variant {
  /** The one that {@code hookcast serve} runs. */
  AS_SERVED,
  /** The same with a store that acknowledges events and attempts, and keeps none. */
  FORGETFUL
}
