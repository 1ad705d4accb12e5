package dev.hookcast.app.wiring;

import dev.hookcast.app.service.Shutdown;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process on SIGTERM or SIGINT, with status 0 once everything is put away; at once if it
 * is asked a second time.
 */
public final class SignalShutdown implements Shutdown {
  private static final long LONGEST_SECONDS = 60;
  private static final int KILLED = 137; // what a shell says of SIGKILL

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean awaited;

  /** Listens from now on. */
  public SignalShutdown() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::asked, "hookcast-shutdown"));
  }

  @Override
  public void await() throws InterruptedException {
    awaited = true;
    asked.await();
  }

  @Override
  public void ended() {
    ended.countDown();
  }

  private void asked() {
    asked.countDown();
    if (!awaited) {
      return;
    }
    List.of("INT", "TERM").forEach(SignalShutdown::endAtOnceOn);
    try {
      boolean inTime = ended.await(LONGEST_SECONDS, TimeUnit.SECONDS);
      // Otherwise the JVM would end with the signal's number, as if something had gone wrong.
      Runtime.getRuntime().halt(inTime ? 0 : 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // The JVM is deaf to further signals while its hooks run, and only this class of its own hears
  // them. By name, because the compiler warns of whoever mentions it.
  private static void endAtOnceOn(String name) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var again =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                Runtime.getRuntime().halt(KILLED);
                return proxy;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), again);
    } catch (ReflectiveOperationException e) {
      // Whoever is in a hurry has to use SIGKILL: this JVM leaves signals to others (-Xrs).
    }
  }
}
