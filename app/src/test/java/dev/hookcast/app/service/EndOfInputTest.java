package dev.hookcast.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EndOfInputTest {
  @Test
  void theProcessIsAskedToEndWhenNobodyCanWriteToItAnyMore() throws IOException {
    var in = new PipedInputStream();
    var out = new PipedOutputStream(in);
    var waiting = Thread.startVirtualThread(new EndOfInput(in)::await);
    out.write("still here\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    await().until(() -> in.available() == 0);
    assertThat(waiting.isAlive()).isTrue();
    out.close();
    await().until(() -> !waiting.isAlive());
  }
}
