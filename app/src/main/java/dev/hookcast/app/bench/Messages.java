package dev.hookcast.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads HTTP/1.1 messages off one connection, one after the other, as cheaply as can be: it looks
 * for the head's end and the body's length and leaves the rest alone. For one thread.
 */
final class Messages {
  private static final int FIRST_SIZE = 8 * 1_024;
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(ISO_8859_1);
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(ISO_8859_1);
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int LOWER = 0x20;

  private final InputStream in;
  private byte[] buffer = new byte[FIRST_SIZE];
  private int filled;
  private int body;
  private int end;

  Messages(InputStream in) {
    this.in = in;
  }

  /** Reads the next message whole; false if there is none. */
  boolean next() throws IOException {
    System.arraycopy(buffer, end, buffer, 0, filled - end);
    filled -= end;
    end = 0;
    int head = indexOf(HEAD_END, 0, filled, 0);
    while (head < 0) {
      int from = Math.max(0, filled - HEAD_END.length + 1);
      if (!fill()) {
        return false;
      }
      head = indexOf(HEAD_END, from, filled, 0);
    }
    body = head + HEAD_END.length;
    end = body + length(head);
    while (filled < end) {
      if (!fill()) {
        throw new EOFException("a message ended early");
      }
    }
    return true;
  }

  /** The status that an answer has. */
  int status() {
    return (int) digits(STATUS_AT);
  }

  /** The number behind these bytes in the body; -1 if they aren't there. */
  long numberBehind(byte[] mark) {
    int at = indexOf(mark, body, end, 0);
    return at < 0 ? -1 : digits(at + mark.length);
  }

  private int length(int head) throws IOException {
    int at = indexOf(LENGTH, 0, head, LOWER);
    if (at < 0) {
      throw new IOException("a message doesn't say how long it is");
    }
    int from = at + LENGTH.length;
    while (buffer[from] == ' ') {
      from++;
    }
    return (int) digits(from);
  }

  private boolean fill() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read >= 0;
  }

  private long digits(int from) {
    long number = 0;
    for (int i = from; i < filled && buffer[i] >= '0' && buffer[i] <= '9'; i++) {
      number = 10 * number + buffer[i] - '0';
    }
    return number;
  }

  /**
   * Where the bytes stand.
   *
   * @param fold set in letters before they are compared, so that {@code 0x20} ignores case
   */
  private int indexOf(byte[] wanted, int from, int to, int fold) {
    for (int at = from; at <= to - wanted.length; at++) {
      if (startsAt(wanted, at, fold)) {
        return at;
      }
    }
    return -1;
  }

  private boolean startsAt(byte[] wanted, int at, int fold) {
    for (int i = 0; i < wanted.length; i++) {
      int found = buffer[at + i];
      int folded = found >= 'A' && found <= 'Z' ? found | fold : found;
      if (folded != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
