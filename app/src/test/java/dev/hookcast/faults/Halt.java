package dev.hookcast.faults;

import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SubscriptionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Ends the process at once when it comes by a point for the n-th time. It stands around the ports,
 * so that nothing in the program knows of it.
 */
final class Halt {
  /** As a killed process would end. */
  static final int STATUS = 137;

  private final Point point;
  private final AtomicInteger left;

  Halt(Point point, int passes) {
    this.point = point;
    this.left = new AtomicInteger(passes);
  }

  /** Where it ends, in the order in which a delivery comes by. */
  enum Point {
    BEFORE_ACCEPT(EventStore.class, "accept", false),
    AFTER_ACCEPT(EventStore.class, "accept", true),
    BEFORE_ANSWER(DeliveryListener.class, "accepted", true),
    BEFORE_SEND(Sink.class, "send", false),
    AFTER_SEND(Sink.class, "send", true),
    BEFORE_SETTLE(DeliveryStore.class, "settle", false),
    AFTER_SETTLE(DeliveryStore.class, "settle", true),
    AFTER_TELLING(DeliveryListener.class, "attempted", true),
    BEFORE_SCHEDULE(DeliveryStore.class, "settle", false, Halt::waits),
    AFTER_SCHEDULE(DeliveryStore.class, "settle", true, Halt::waits),
    BEFORE_CLAIM(DeliveryStore.class, "claim", false),
    AFTER_CLAIM(DeliveryStore.class, "claim", true),
    BEFORE_RECOVERY(DeliveryStore.class, "recover", false),
    AFTER_RECOVERY(DeliveryStore.class, "recover", true),
    BEFORE_RELEASE(DeliveryStore.class, "release", false),
    AFTER_RELEASE(DeliveryStore.class, "release", true),
    BEFORE_SAVE(SubscriptionStore.class, "save", false),
    AFTER_SAVE(SubscriptionStore.class, "save", true),
    BEFORE_PURGE(EventStore.class, "expire", false),
    AFTER_PURGE(EventStore.class, "expire", true);

    private final Class<?> port;
    private final String method;
    private final boolean after;
    private final Predicate<List<Object>> when;

    Point(Class<?> port, String method, boolean after) {
      this(port, method, after, arguments -> true);
    }

    Point(Class<?> port, String method, boolean after, Predicate<List<Object>> when) {
      this.port = port;
      this.method = method;
      this.after = after;
      this.when = when;
    }

    /** True where one process comes by only once. */
    boolean once() {
      return method.equals("recover") || draining() || saving();
    }

    /** True where a process comes by only while it ends. */
    boolean draining() {
      return method.equals("release");
    }

    /** True where it comes by when somebody changes a subscription. */
    boolean saving() {
      return method.equals("save");
    }

    /** True where it comes by when something has expired. */
    boolean purging() {
      return method.equals("expire");
    }
  }

  private static boolean waits(List<Object> arguments) {
    return arguments.getFirst() instanceof Settlement settlement
        && settlement.state() == DeliveryState.WAITING;
  }

  /** The same port, which ends the process where it is to end. */
  <T> T around(Class<T> port, T inner) {
    if (!point.port.equals(port)) {
      return inner;
    }
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) ->
                call(inner, method, arguments == null ? new Object[0] : arguments)));
  }

  private Object call(Object inner, Method method, Object[] arguments) throws Throwable {
    boolean here = method.getName().equals(point.method) && point.when.test(List.of(arguments));
    if (here && !point.after) {
      pass();
    }
    Object result;
    try {
      result = method.invoke(inner, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (here && point.after) {
      pass();
    }
    return result;
  }

  private void pass() {
    if (left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
