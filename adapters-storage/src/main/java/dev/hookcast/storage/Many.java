package dev.hookcast.storage;

import java.sql.SQLException;
import java.util.List;

/**
 * Work that can be done with others of its kind by a few statements, where the database takes many
 * rows at once.
 */
interface Many<T> extends Session.Work<T> {
  /**
   * Does all of these, as if each were done by itself, in any order.
   *
   * @param works of this one's class, this one among them
   * @return what each came to, in their order
   */
  List<T> together(Session session, List<? extends Session.Work<?>> works) throws SQLException;
}
