package dev.hookcast.app.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Ends a process when nobody can write to its input any more, which is also so when whoever started
 * it was killed.
 */
public record EndOfInput(InputStream in) implements Shutdown {
  @Override
  public void await() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Broken or at its end, it comes to the same.
    }
  }

  @Override
  public void ended() {
    // The process ends when its command does.
  }
}
