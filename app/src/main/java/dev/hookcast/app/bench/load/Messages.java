package dev.hookcast.app.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * Reads HTTP/1.1 messages off one connection, one after the other, as cheaply as can be: it looks
 * for the head's end and the body's length and leaves the rest alone. For one thread.
 */
final class Messages {
  private static final int FIRST_SIZE = 4 * 1_024;
  private static final byte[] LENGTH = "content-length:".getBytes(ISO_8859_1);
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int LOWER = 0x20;
  private static final int UNKNOWN = -1;

  private byte[] buffer = new byte[FIRST_SIZE];
  private ByteBuffer filling = ByteBuffer.wrap(buffer);
  private int begin; // of the message; what follows counts from here
  private int line; // the first line of the head that wasn't read yet
  private int body; // 0 before the head's end is known
  private int length = UNKNOWN; // of the body
  private boolean whole;

  /** Takes what is there, and forgets the message before it; false if no more will come. */
  boolean fill(ReadableByteChannel channel) throws IOException {
    goOn();
    makeRoom();
    return channel.read(filling) >= 0;
  }

  /** Goes on to the next message if it is there as a whole. */
  boolean next() throws IOException {
    goOn();
    if (body == 0 && !headEnds()) {
      return false;
    }
    whole = begin + body + length <= filling.position();
    return whole;
  }

  /** The status that an answer has. */
  int status() {
    return (int) digits(begin + STATUS_AT);
  }

  /** The number behind these bytes in the body; -1 if they aren't there. */
  long numberBehind(byte[] mark) {
    int last = begin + body + length - mark.length;
    for (int at = begin + body; at <= last; at++) {
      if (buffer[at] == mark[0]
          && Arrays.equals(buffer, at, at + mark.length, mark, 0, mark.length)) {
        return digits(at + mark.length);
      }
    }
    return -1;
  }

  private void goOn() {
    if (whole) {
      begin += body + length;
      line = 0;
      body = 0;
      length = UNKNOWN;
      whole = false;
    }
  }

  /** Looks for the empty line, and notes the length when it comes by. */
  private boolean headEnds() throws IOException {
    int filled = filling.position();
    for (int at = begin + line; at < filled; at++) {
      if (buffer[at] != '\n') {
        continue;
      }
      int from = begin + line;
      line = at + 1 - begin;
      if (at - from <= 1) {
        body = line;
        require(length != UNKNOWN, "a message doesn't say how long it is");
        return true;
      }
      if (isLength(from, at)) {
        length = (int) digits(skipBlanks(from + LENGTH.length));
      }
    }
    return false;
  }

  private boolean isLength(int line, int lineEnd) {
    if (lineEnd - line <= LENGTH.length || (buffer[line] | LOWER) != LENGTH[0]) {
      return false;
    }
    for (int i = 1; i < LENGTH.length; i++) {
      if ((buffer[line + i] | LOWER) != (LENGTH[i] | LOWER)) {
        return false;
      }
    }
    return true;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (buffer[at] == ' ') {
      at++;
    }
    return at;
  }

  /** Moves an unfinished message to the front, and takes more memory if that isn't enough. */
  private void makeRoom() {
    int filled = filling.position();
    if (begin == filled) {
      filling.clear();
      begin = 0;
    } else if (filled == buffer.length) {
      var target = begin > 0 ? buffer : new byte[2 * filled];
      System.arraycopy(buffer, begin, target, 0, filled - begin);
      buffer = target;
      filling = ByteBuffer.wrap(buffer).position(filled - begin);
      begin = 0;
    }
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }

  private long digits(int from) {
    long number = 0;
    int filled = filling.position();
    for (int i = from; i < filled && buffer[i] >= '0' && buffer[i] <= '9'; i++) {
      number = 10 * number + buffer[i] - '0';
    }
    return number;
  }
}
