package dev.hookcast.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Connections on which a share of the statements and commits fails before it takes effect, as if
 * another transaction had come in between.
 */
final class Disturbances {
  private static final Set<String> STATEMENTS = Set.of("executeQuery", "executeUpdate");

  // Long transactions would be disturbed each time, and no database goes on like that for ever.
  private static final int MOST_IN_A_ROW = 6;
  private static final int ALWAYS = 1;

  private final ThreadLocal<Integer> inARow = ThreadLocal.withInitial(() -> 0);
  private final Random random;
  private final int oneIn;
  private final AtomicInteger made = new AtomicInteger();

  Disturbances(long seed, int oneIn) {
    this.random = new Random(seed);
    this.oneIn = oneIn;
  }

  /** How many there were. */
  int made() {
    return made.get();
  }

  DataSource on(DataSource source) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          var result = call(source, method, arguments);
          return result instanceof Connection connection ? on(connection) : result;
        });
  }

  private Connection on(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          boolean commit = method.getName().equals("commit");
          if (commit) {
            disturb();
          }
          var result = call(connection, method, arguments);
          if (commit) {
            inARow.set(0);
          }
          return result instanceof PreparedStatement statement ? on(statement) : result;
        });
  }

  private PreparedStatement on(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (method, arguments) -> {
          if (STATEMENTS.contains(method.getName())) {
            disturb();
          }
          return call(statement, method, arguments);
        });
  }

  private void disturb() throws SQLException {
    boolean may = oneIn == ALWAYS || inARow.get() < MOST_IN_A_ROW;
    if (may && random.nextInt(oneIn) == 0) {
      inARow.set(inARow.get() + 1);
      made.incrementAndGet();
      throw new SQLException("disturbed by a test", "40001");
    }
  }

  private interface Handler {
    Object handle(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> handler.handle(method, arguments)));
  }

  private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
