package dev.hookcast.app.service;

/** How a running process learns that it is to end, and says that it has. */
public interface Shutdown {
  /** Returns when the process is asked to end. */
  void await() throws InterruptedException;

  /** Says that everything is put away and the process may go. */
  void ended();
}
