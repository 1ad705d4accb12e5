package dev.hookcast.http.rest;

import java.util.List;

/** Says whether work can be taken. Safe for any number of threads, and quick. */
@FunctionalInterface
public interface Readiness {
  /** What stands in the way, a sentence each; empty if nothing does. */
  List<String> obstacles();
}
