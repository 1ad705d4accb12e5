package dev.hookcast.http.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a problem where Jetty would write an error page: requests that no route ever saw.
 */
final class ProblemPages extends ErrorHandler {
  private final Replies replies;

  ProblemPages(Replies replies) {
    this.replies = replies;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    var reply = replies.of(status);
    response.setStatus(reply.status());
    reply.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().size());
    response.write(true, ByteBuffer.wrap(reply.body().array()), callback);
  }
}
