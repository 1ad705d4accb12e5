package dev.hookcast.app.bench.load;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/**
 * One thread for every connection. What arrives together is worked off together, and what follows
 * from it is sent without waking another thread.
 */
public final class Loop implements AutoCloseable {
  private static final long TICK_MILLISECONDS = 20;

  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<Runnable> rounds = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Starts with nothing to do. */
  public Loop(ThreadFactory threads) throws IOException {
    this.selector = Selector.open();
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  /** Is told when its channel can be read, or has somebody who wants to be let in. */
  interface Ready {
    void ready(SelectionKey key);
  }

  /** Runs a task on the loop's thread, soon. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Has the loop go round once, for what is done after each round. */
  void wake() {
    selector.wakeup();
  }

  /** Tells this one from now on whenever its channel is ready. */
  void watch(SelectableChannel channel, int operations, Ready ready) {
    execute(
        () -> {
          try {
            channel.register(selector, operations, ready);
          } catch (IOException e) {
            // Closed before it was watched: nobody waits for it.
          }
        });
  }

  /** Runs this after each round, and every few milliseconds when nothing happens. */
  void everyRound(Runnable task) {
    rounds.add(task);
  }

  void noLonger(Runnable task) {
    rounds.remove(task);
  }

  /** Ends the thread, and hangs up on everybody. */
  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private void run() {
    try {
      while (!closed) {
        selector.select(key -> ((Ready) key.attachment()).ready(key), TICK_MILLISECONDS);
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        rounds.forEach(Runnable::run);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the bench's own loop broke down", e);
    }
  }
}
