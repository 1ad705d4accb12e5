package dev.hookcast.http.server;

import java.util.Locale;

/**
 * Every kind of problem that the API answers with: its status, its title, and a code that never
 * changes. A problem of {@link #INVALID_INPUT} may carry the more exact code of what was wrong.
 */
public enum ProblemType {
  BODY_EMPTY(400, "The body is empty"),
  ENCODING_NOT_UTF8(400, "The body isn't UTF-8"),
  JSON_MALFORMED(400, "The body isn't JSON"),
  JSON_TRAILING_DATA(400, "The body goes on after its end"),
  JSON_DUPLICATE_KEY(400, "The body says something twice"),
  JSON_TOO_DEEP(400, "The body is nested too deeply"),
  BAD_REQUEST(400, "The request can't be understood"),
  PARAMETER_INVALID(400, "A query parameter can't be used"),
  UNKNOWN_PARAMETER(400, "There is no such query parameter"),
  CURSOR_INVALID(400, "The cursor isn't one of ours"),
  UNAUTHORIZED(401, "A valid token is needed"),
  INSUFFICIENT_SCOPE(403, "The token may not do this"),
  CROSS_SITE(403, "This was asked for by another site"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "This can't be done here"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  CONFLICT(409, "This can't be done as things stand"),
  IDEMPOTENCY_CONFLICT(409, "The same id stands for another event"),
  SECRET_UNSUPPORTED(409, "There is no secret to replace"),
  SUBSCRIPTION_DELETED(409, "The subscription was deleted"),
  SUBSCRIPTION_PAUSED(409, "The subscription is paused"),
  ORGANIZATION_EXISTS(409, "The organization's id is taken"),
  ORGANIZATION_REQUIRED(409, "The organization can't be deleted"),
  QUOTA_EXCEEDED(409, "There may be no more of these"),
  PAYLOAD_EXPIRED(410, "The payload has expired"),
  BODY_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's type can't be used here"),
  UNSUPPORTED_ENCODING(415, "The body is compressed"),
  EXPECTATION_FAILED(417, "The expectation can't be met"),
  INVALID_INPUT(422, "The input can't be accepted"),
  RATE_LIMITED(429, "Too much in too short a time"),
  TOO_MANY_READERS(429, "Too many streams are read at once"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL_ERROR(500, "Something went wrong on our side"),
  NOT_IMPLEMENTED(501, "This isn't known here"),
  STORE_UNAVAILABLE(503, "The store can't do its work now"),
  OVERLOADED(503, "There is too much to do now"),
  NOT_READY(503, "Not ready"),
  VERSION_NOT_SUPPORTED(505, "This version of HTTP isn't spoken here");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** A few words for people, always the same. */
  public String title() {
    return title;
  }

  /** A word for programs. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The URI that names it. */
  public String uri() {
    return "urn:hookcast:problem:" + code().replace('_', '-');
  }

  /** The one of this status with this code, or else {@code otherwise}. */
  static ProblemType ofCode(int status, String code, ProblemType otherwise) {
    for (var type : values()) {
      if (type.status == status && type.code().equals(code)) {
        return type;
      }
    }
    return otherwise;
  }

  /** The most general one for a status that the server chose by itself. */
  static ProblemType ofStatus(int status) {
    return switch (status) {
      case 400 -> BAD_REQUEST;
      case 401 -> UNAUTHORIZED;
      case 403 -> INSUFFICIENT_SCOPE;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 408 -> REQUEST_TIMEOUT;
      case 409 -> CONFLICT;
      case 410 -> PAYLOAD_EXPIRED;
      case 413 -> BODY_TOO_LARGE;
      case 414 -> URI_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 417 -> EXPECTATION_FAILED;
      case 422 -> INVALID_INPUT;
      case 429 -> RATE_LIMITED;
      case 431 -> HEADERS_TOO_LARGE;
      case 501 -> NOT_IMPLEMENTED;
      case 503 -> NOT_READY;
      case 505 -> VERSION_NOT_SUPPORTED;
      default -> status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
    };
  }
}
