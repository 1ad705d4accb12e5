package dev.hookcast.storage;

/** This process among those that work on a database. Safe for any number of threads. */
interface Node extends AutoCloseable {
  /** Under what this process claims now. */
  long epoch();

  /** True if what was claimed under this epoch stays so for as long as an attempt takes. */
  boolean lasts(long epoch);

  /** How many there are, as far as it knows. */
  int nodes();

  /** Ends the epoch: what is still claimed is anybody's. */
  @Override
  void close();

  /** One that nobody else is beside: it keeps what it has claimed for as long as it lives. */
  record Lone(long epoch) implements Node {
    @Override
    public boolean lasts(long claimed) {
      return claimed == epoch;
    }

    @Override
    public int nodes() {
      return 1;
    }

    @Override
    public void close() {
      // The next one ends every epoch before its own.
    }
  }
}
