package dev.hookcast.core.delivery;

import java.util.Locale;

/** A part of the time that an attempt takes, in the order in which they follow each other. */
public enum Phase {
  /** Looking up the receiver's name. */
  DNS,
  /** Connecting to it. */
  CONNECT,
  /** Agreeing on TLS. */
  TLS,
  /** Writing the request. */
  SENDING,
  /** Waiting for the answer, until its head has come. */
  WAITING,
  /** Reading the answer's body, as far as it is read. */
  RECEIVING;

  /** The word that stands for it in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
