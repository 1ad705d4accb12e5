package dev.hookcast.app.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hookcast.app.bench.load.Traffic.EventSize;
import java.nio.ByteBuffer;

/**
 * A request that publishes events, made once and sent often: only each event's group and time are
 * written anew. For one thread.
 */
public final class Publication {
  /** The shortest document that has room for all that an event says. */
  public static final int LEAST_BYTES = 128;

  private static final int GROUP_DIGITS = 6;
  private static final int TIME_DIGITS = 19;
  private static final String TYPE = "bench.group";
  private static final String BEFORE_GROUP = "{\"type\":\"" + TYPE;
  private static final String BEFORE_TIME = "\",\"data\":{\"sent\":\"";
  private static final String BEFORE_FILLER = "\",\"filler\":\"";
  private static final String END = "\"}}";

  private final ByteBuffer request;
  private final int first;
  private final Form form;

  /**
   * What makes one request differ from another.
   *
   * @param head its first lines, without those that concern the body
   * @param firstGroup what group 0 counts from
   */
  public record Form(String head, EventSize event, int firstGroup) {}

  /** Makes the request. */
  Publication(Form form) {
    var size = form.event();
    var body = body(size);
    var whole =
        form.head()
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    this.form = form;
    this.request = direct(whole.getBytes(ISO_8859_1));
    this.first = whole.length() - body.length() + (size.batch() == 1 ? 0 : 1);
  }

  /** The type of a group's events. */
  public static String type(int group) {
    return TYPE + ("%0" + GROUP_DIGITS + "d").formatted(group);
  }

  /** The document of one event, for group 0. */
  public static String document(int bytes) {
    var known =
        BEFORE_GROUP
            + "0".repeat(GROUP_DIGITS)
            + BEFORE_TIME
            + "0".repeat(TIME_DIGITS)
            + BEFORE_FILLER;
    return known + "x".repeat(bytes - known.length() - END.length()) + END;
  }

  /** Writes a group and a time into one of the events. */
  void write(int event, int group, long sent) {
    int at = first + event * (form.event().bytes() + 1) + BEFORE_GROUP.length();
    digits(form.firstGroup() + group, at, GROUP_DIGITS);
    digits(sent, at + GROUP_DIGITS + BEFORE_TIME.length(), TIME_DIGITS);
  }

  /** The request as it is now, whole; the same buffer each time. */
  ByteBuffer request() {
    return request.rewind();
  }

  private void digits(long number, int at, int count) {
    long left = number;
    for (int i = at + count - 1; i >= at; i--) {
      request.put(i, (byte) ('0' + left % 10));
      left /= 10;
    }
  }

  /** Outside of the heap: nothing is copied when it is sent. */
  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private static String body(EventSize size) {
    var one = document(size.bytes());
    return size.batch() == 1 ? one : "[" + (one + ",").repeat(size.batch() - 1) + one + "]";
  }
}
