package dev.hookcast.app.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection on a loop, which reads and writes without waiting. For the loop's thread. */
final class Wire implements Loop.Ready {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final Listener listener;
  private final Messages messages = new Messages();
  private ByteBuffer unsent = NOTHING;

  private Wire(SocketChannel channel, Listener listener) {
    this.channel = channel;
    this.listener = listener;
  }

  /** Is told what comes. */
  interface Listener {
    /** A message is here; it can be read until this returns. */
    void message(Wire wire, Messages messages) throws IOException;

    /** Nothing comes any more, and nothing can be sent. */
    void closed(Wire wire, IOException why);
  }

  /** Takes a connection over. */
  static Wire on(Loop loop, SocketChannel channel, Listener listener) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var wire = new Wire(channel, listener);
    loop.watch(channel, SelectionKey.OP_READ, wire);
    return wire;
  }

  @Override
  public void ready(SelectionKey key) {
    try {
      if (unsent.hasRemaining()) {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? key.interestOps() : SelectionKey.OP_READ);
      }
      if (!messages.fill(channel)) {
        throw new EOFException("hung up");
      }
      while (messages.next()) {
        listener.message(this, messages);
      }
    } catch (IOException e) {
      close();
      listener.closed(this, e);
    }
  }

  /** Sends all bytes of the buffer, which is free again when this returns. */
  void send(ByteBuffer bytes, Loop loop) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      unsent = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
      loop.watch(channel, SelectionKey.OP_READ | SelectionKey.OP_WRITE, this);
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no more use either way.
    }
  }
}
