package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.service.DataFolder;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/** What comes from the JVM: time, chance, threads; and the data folder. */
final class SystemModule extends AbstractModule {
  @Provides
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Provides
  @Singleton
  SecureRandom secureRandom() {
    return new SecureRandom();
  }

  @Provides
  @Singleton
  RandomGenerator chance(SecureRandom random) {
    return random;
  }

  /** Platform threads: for work that calls native code, or that never ends. */
  @Provides
  @Singleton
  ThreadFactory threads() {
    return Thread.ofPlatform().name("hookcast-", 1).daemon().factory();
  }

  /** A virtual thread for each task: for work that waits for others. */
  @Provides
  @Singleton
  ExecutorService executor() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  @Provides
  @Singleton
  DataFolder dataFolder(Config config, RandomGenerator chance) {
    return new DataFolder(config.data().dir(), chance);
  }
}
