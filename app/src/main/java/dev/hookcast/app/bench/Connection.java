package dev.hookcast.app.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;

/** One connection to the service that is kept for all its requests. For one thread. */
final class Connection implements AutoCloseable {
  private final Socket socket;
  private final OutputStream out;
  private final Messages answers;

  Connection(URI service) throws IOException {
    this.socket = new Socket(service.getHost(), service.getPort());
    socket.setTcpNoDelay(true);
    this.out = socket.getOutputStream();
    this.answers = new Messages(socket.getInputStream());
  }

  /** Sends a whole request; returns the answer's status once the answer is there. */
  int exchange(byte[] request) throws IOException {
    out.write(request);
    if (!answers.next()) {
      throw new EOFException("the service hung up");
    }
    return answers.status();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
