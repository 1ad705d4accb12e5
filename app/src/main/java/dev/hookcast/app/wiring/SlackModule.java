package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.hookcast.core.engine.SteadyClock;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.http.sink.Guard;
import dev.hookcast.slack.Egress;
import dev.hookcast.slack.SlackSink;
import java.time.InstantSource;

/** The Slack sink, behind the same guard as webhooks. */
final class SlackModule extends AbstractModule {
  private final String version;

  SlackModule(String version) {
    this.version = version;
  }

  @ProvidesIntoSet
  @Singleton
  Sink slack(Guard guard, InstantSource clock) {
    var steady = new SteadyClock(clock, System::nanoTime);
    var egress = new Egress(guard::opens, guard::refused);
    return new SlackSink(guard.client(), egress, version, clock, steady);
  }
}
