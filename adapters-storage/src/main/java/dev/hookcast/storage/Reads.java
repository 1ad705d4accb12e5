package dev.hookcast.storage;

/** Does what is to be read. Safe for any number of threads. */
interface Reads extends AutoCloseable {
  /** Does the work on one consistent view of what is committed. */
  <T> T read(Session.Work<T> work);

  @Override
  void close();
}
