package dev.hookcast.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Connections that are lost when they are to commit: nobody is told whether they did. */
final class CutCommits {
  private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NONE);

  private enum Cut {
    NONE,
    BEFORE,
    AFTER
  }

  /** The next one commits, and is lost before anybody is told. */
  void cutTheNext() {
    next.set(Cut.AFTER);
  }

  /** The next one is lost, and what it was to commit with it. */
  void loseTheNext() {
    next.set(Cut.BEFORE);
  }

  DataSource on(DataSource source) {
    return (DataSource) intercepting(source, DataSource.class);
  }

  private Object intercepting(Object real, Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          try {
            var cut = method.getName().equals("commit") ? next.getAndSet(Cut.NONE) : Cut.NONE;
            if (cut == Cut.BEFORE) {
              ((Connection) real).rollback();
            }
            var result = cut == Cut.BEFORE ? real : method.invoke(real, arguments);
            if (cut != Cut.NONE) {
              throw new SQLException("the line is cut", "08006");
            }
            return result instanceof Connection c ? intercepting(c, Connection.class) : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
