package dev.hookcast.storage;

import dev.hookcast.core.spi.Claim;
import java.util.List;

/** Work that claims: if nobody learns what came of it, what it has claimed has to be given back. */
interface Claiming<T> extends Session.Work<T> {
  /** What it has claimed, by its result. */
  List<Claim> claims(T result);
}
