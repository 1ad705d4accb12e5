package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * A request's body. Where it holds the event's document, only what stands around that is kept,
 * since the document is stored with the event.
 *
 * @param head what stands before the document, or the whole body if there is no tail
 * @param tail what stands after the document
 */
record Body(Bytes head, Optional<Bytes> tail) {
  static Body of(Bytes body, Bytes document) {
    int at = document.size() == 0 ? -1 : indexOf(document.array(), body.array());
    return at < 0
        ? new Body(body, Optional.empty())
        : new Body(part(body, 0, at), Optional.of(part(body, at + document.size(), body.size())));
  }

  /** The whole body again. */
  Bytes around(Bytes document) {
    return tail.map(end -> joined(head.array(), document.array(), end.array())).orElse(head);
  }

  private static Bytes part(Bytes of, int from, int to) {
    return from == to ? Bytes.EMPTY : Bytes.of(Arrays.copyOfRange(of.array(), from, to));
  }

  private static Bytes joined(byte[] head, byte[] middle, byte[] tail) {
    var whole = Arrays.copyOf(head, head.length + middle.length + tail.length);
    System.arraycopy(middle, 0, whole, head.length, middle.length);
    System.arraycopy(tail, 0, whole, head.length + middle.length, tail.length);
    return Bytes.of(whole);
  }

  private static int indexOf(byte[] wanted, byte[] in) {
    for (int at = 0; at <= in.length - wanted.length; at++) {
      if (Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
