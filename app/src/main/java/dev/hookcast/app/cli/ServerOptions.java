package dev.hookcast.app.cli;

import picocli.CommandLine.Mixin;

/** Which service a command calls, and as whom. */
public final class ServerOptions {
  @Mixin final UrlOption url = new UrlOption();
  @Mixin final DataOption data = new DataOption();
  @Mixin final CallOptions call = new CallOptions();
}
