package dev.hookcast.http.server;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a call with a problem (RFC 9457) instead of what was asked for. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final String code;
  private final String detail;
  private final transient List<Problem> errors;
  private final transient Map<String, String> headers;

  private Refusal(
      ProblemType type,
      String code,
      String detail,
      List<Problem> errors,
      Map<String, String> headers) {
    // No stack trace: it is an answer, and refusing has to be cheap.
    super(code, null, false, false);
    this.type = type;
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.headers = headers;
  }

  /** A problem with a sentence for people. */
  public static Refusal of(ProblemType type, String detail) {
    return new Refusal(type, type.code(), detail, List.of(), Map.of());
  }

  /** A conflict with how things stand, under the code that the core gave it. */
  public static Refusal conflict(String code, String detail) {
    var type = ProblemType.ofCode(409, code, ProblemType.CONFLICT);
    return new Refusal(type, code, detail, List.of(), Map.of());
  }

  /** Nothing there, or nothing that this caller may know of: both look the same. */
  public static Refusal notFound() {
    return of(ProblemType.NOT_FOUND, "There is nothing at this address.");
  }

  /** The token is valid but lacks this scope. */
  public static Refusal insufficientScope(TokenScope scope) {
    return of(
        ProblemType.INSUFFICIENT_SCOPE, "This takes a token with the scope " + scope.word() + ".");
  }

  /** Input that was understood but can't be accepted, or, by its code, wasn't understood. */
  public static Refusal of(InvalidInput input) {
    var errors = input.problems();
    var code = code(errors, ProblemType.INVALID_INPUT);
    // Only what can't be read is 400; whatever code a sink of somebody's own may have thought of.
    var type =
        code.equals(ProblemType.QUOTA_EXCEEDED.code())
            ? ProblemType.QUOTA_EXCEEDED
            : ProblemType.ofCode(400, code, ProblemType.INVALID_INPUT);
    return new Refusal(type, code, detail(errors), errors, Map.of());
  }

  /** Query parameters that can't be used; pointers begin with {@code /query/}. */
  static Refusal ofQuery(List<Problem> errors) {
    var code = code(errors, ProblemType.PARAMETER_INVALID);
    var type = ProblemType.ofCode(400, code, ProblemType.PARAMETER_INVALID);
    return new Refusal(type, code, detail(errors), errors, Map.of());
  }

  /** The same with what is wrong in detail. */
  public Refusal with(List<Problem> more) {
    return new Refusal(type, code, detail, more, headers);
  }

  /** The same with a header. */
  public Refusal with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Refusal(type, code, detail, errors, more);
  }

  /** The status that fits, as Hookcast's own API answers it. */
  public int status() {
    return type.status();
  }

  /** What is wrong, as a sentence. */
  public String detail() {
    return detail;
  }

  /** Each thing that is wrong with the input; empty if it isn't about the input. */
  public List<Problem> errors() {
    return errors;
  }

  /** The answer in this form, with whatever headers the refusal needs. */
  Answer answer(ErrorForm form, String requestId) {
    var answer = form.of(this, requestId);
    for (var header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  Answer inOwnForm(String requestId) {
    var body =
        JsonObject.writing()
            .put("type", type.uri())
            .put("title", type.title())
            .put("status", type.status())
            .put("detail", detail)
            .put("code", code)
            .put("errors", list(errors))
            .put("request_id", requestId)
            .done();
    return Answer.problem(type.status(), body);
  }

  /** Problems as every answer lists them. */
  public static JsonArray list(List<Problem> problems) {
    return new JsonArray(problems.stream().<Json>map(Refusal::view).toList());
  }

  private static JsonObject view(Problem problem) {
    return JsonObject.writing()
        .put("pointer", problem.pointer())
        .put("code", problem.code())
        .put("detail", problem.detail())
        .done();
  }

  private static String code(List<Problem> errors, ProblemType general) {
    var first = errors.getFirst().code();
    boolean same = errors.stream().allMatch(problem -> problem.code().equals(first));
    return same ? first : general.code();
  }

  private static String detail(List<Problem> errors) {
    return errors.size() == 1
        ? errors.getFirst().detail()
        : "There are " + errors.size() + " problems; errors lists them all.";
  }
}
