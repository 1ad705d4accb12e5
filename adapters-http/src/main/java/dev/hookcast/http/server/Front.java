package dev.hookcast.http.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses what Jetty has no limit of its own for, before anything else looks at it. */
final class Front extends Handler.Wrapper {
  private static final int MAX_HEADERS = 100;
  private static final int MAX_TARGET = 8_192;
  private static final String OVERRIDE = "X-HTTP-Method-Override";

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getHeaders().size() > MAX_HEADERS) {
      return refuse(request, response, callback, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
    }
    var target = request.getHttpURI().getPathQuery();
    if (target != null && target.length() > MAX_TARGET) {
      return refuse(request, response, callback, HttpStatus.URI_TOO_LONG_414);
    }
    return super.handle(plain(request), response, callback);
  }

  /** Javalin takes the method from a header, if there is one: then nobody sees what was called. */
  private static Request plain(Request request) {
    return request.getHeaders().contains(OVERRIDE) ? new Plain(request) : request;
  }

  private static final class Plain extends Request.Wrapper {
    private final HttpFields headers;

    Plain(Request request) {
      super(request);
      headers = HttpFields.build(request.getHeaders()).remove(OVERRIDE).asImmutable();
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }

  private static boolean refuse(Request request, Response response, Callback callback, int status) {
    Response.writeError(request, response, callback, status);
    return true;
  }
}
