package dev.hookcast.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** Connections of which one is lost after it has committed and before anybody is told. */
final class CutCommits {
  private final AtomicBoolean armed = new AtomicBoolean();

  void cutTheNext() {
    armed.set(true);
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
            var result = method.invoke(real, arguments);
            if (method.getName().equals("commit") && armed.getAndSet(false)) {
              throw new SQLException("the line is cut", "08006");
            }
            return result instanceof Connection c ? intercepting(c, Connection.class) : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
