package dev.hookcast.http.server;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One admitted request as a resource sees it. For one thread. */
public final class Call {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Context context;
  private final Intake intake;
  private final Admission.Admitted admitted;
  private final Meter meter;
  private final String requestId;

  Call(Context context, Intake intake, Admission.Admitted admitted, Meter meter, String requestId) {
    this.context = context;
    this.intake = intake;
    this.admitted = admitted;
    this.meter = meter;
    this.requestId = requestId;
  }

  /** Counts events that are to be published; ends the call if they are too many. */
  public void publishing(int events) {
    meter.events(events);
  }

  /**
   * Counts one more delivery that is sent again, beside the first, which the call itself counts
   * for. Returns false if that would be too many just now: then it isn't to be sent.
   */
  public boolean resendsAnother() {
    return meter.anotherResend();
  }

  /** Counts a token that came in the body and isn't valid; ends the call if they are too many. */
  public void wrongToken() {
    meter.wrongToken();
  }

  /** Counts what is limited, and ends the call when it is too much. */
  interface Meter {
    void events(int count);

    void wrongToken();

    boolean anotherResend();
  }

  /** A body: its type, its bytes as they came, and the document in them. */
  public record Body(Media media, Bytes sent, Json document) {}

  /** Whose token came with it; always there unless the route is open. */
  public Optional<Caller> caller() {
    return admitted.caller();
  }

  /** Whose token came with a call of a route that isn't open. */
  public Caller admittedCaller() {
    return caller().orElseThrow(() -> new IllegalStateException("an open route"));
  }

  /** In whose name it changes something; the address is the socket's, whatever a header says. */
  public Author author() {
    return admittedCaller().author().from(address(), requestId);
  }

  /** Where it comes from: the other end of the connection, whatever a header says. */
  public String address() {
    return context.req().getRemoteAddr();
  }

  /** True if the token that came with it has this scope. */
  public boolean may(TokenScope scope) {
    return admittedCaller().may(scope);
  }

  /**
   * The settings that a subscription is to get. Replacing or dropping a secret of it takes a scope
   * of its own, and so does having those that requests carry sent to somebody else.
   */
  public Settings permitted(Subscription current, Settings wanted) {
    if (current.settings().sink().secrets().differIn(wanted.sink().secrets())) {
      admittedCaller().require(TokenScope.SECRETS_WRITE);
    } else if (!may(TokenScope.SECRETS_WRITE)) {
      refuseDisclosure(current.settings(), wanted);
    }
    return wanted;
  }

  private static void refuseDisclosure(Settings current, Settings wanted) {
    boolean carried = reveals(wanted) || !wanted.sink().secrets().others().isEmpty();
    if (carried && !origin(current).equals(origin(wanted))) {
      throw InvalidInput.of(
          "/options/url",
          "secrets_must_be_reset",
          "Its secrets would go to another host: that takes a token with secrets:write.");
    }
    if (reveals(wanted) && !reveals(current)) {
      throw InvalidInput.of(
          "/dialect",
          "secrets_must_be_reset",
          "Requests of this dialect show the secret: that takes a token with secrets:write.");
    }
  }

  private static boolean reveals(Settings settings) {
    return settings.sink().secrets().signs() && settings.dialect().revealsSecret();
  }

  /** Scheme, host and port of where it goes. */
  private static Optional<String> origin(Settings settings) {
    return settings.sink().options().text("url").map(Call::origin);
  }

  private static String origin(String url) {
    try {
      var uri = new URI(url);
      return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return url;
    }
  }

  /** The organization that the path names; the caller may act for it. */
  public OrganizationId organization() {
    return admitted
        .organization()
        .orElseThrow(() -> new IllegalStateException("a path without {org}"));
  }

  /** The value of a request header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(context.header(name));
  }

  /** Ends a call that changes something and doesn't come from a page of this server. */
  public void requireSameOrigin() {
    SameOrigin.require(context);
  }

  /** The path as it was called, percent signs and all. */
  public String target() {
    return context.req().getRequestURI();
  }

  /** A parameter of the path, decoded. */
  public String path(String name) {
    return context.pathParam(name);
  }

  /** The path's {@code {id}}; what can't be an id of ours isn't found. */
  public String id() {
    var id = path("id");
    if (!isId(id)) {
      throw Refusal.notFound();
    }
    return id;
  }

  /** True for a UUID in the form that ids have. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** A query parameter's text, for an API that lets unknown ones pass; an empty one is absent. */
  public Optional<String> parameter(String name) {
    return query().text(name);
  }

  /** The query parameters. */
  public Query query() {
    return Query.parse(Optional.ofNullable(context.queryString()));
  }

  /** The body, which has to be a JSON object. */
  public JsonObject json() {
    return object(EnumSet.of(Media.JSON));
  }

  /** The fields of a body that is a form, or a JSON object of strings. */
  public Map<String, String> form() {
    var media = media(EnumSet.of(Media.JSON, Media.FORM));
    var bytes = intake.read(context.req());
    return media == Media.FORM
        ? Query.form(bytes.text())
        : texts(object(intake.document(bytes), ""));
  }

  private static Map<String, String> texts(JsonObject object) {
    var in = JsonReader.of(object);
    var fields = new LinkedHashMap<String, String>();
    object.members().keySet().forEach(name -> in.text(name).ifPresent(v -> fields.put(name, v)));
    in.end();
    return fields;
  }

  /** The body, which has to be an object of one of these types. */
  public JsonObject object(Set<Media> accepted) {
    return object(body(accepted).document(), "");
  }

  /** The body as {@link #object} reads it, if there is one. */
  public Optional<JsonObject> objectIfAny(Set<Media> accepted) {
    long length = context.req().getContentLengthLong();
    boolean none = length == 0 || (length < 0 && context.header("Transfer-Encoding") == null);
    return none ? Optional.empty() : Optional.of(object(accepted));
  }

  /** The document as the object that it has to be. */
  public static JsonObject object(Json document, String pointer) {
    if (document instanceof JsonObject object) {
      return object;
    }
    throw InvalidInput.of(pointer, "body_not_object", "A JSON object is wanted here.");
  }

  /** The body, which has to be JSON of one of these types. */
  public Body body(Set<Media> accepted) {
    var media = media(accepted);
    var bytes = intake.read(context.req());
    return new Body(media, bytes, intake.document(bytes));
  }

  private Media media(Set<Media> accepted) {
    if (context.header("Content-Encoding") != null) {
      throw Refusal.of(ProblemType.UNSUPPORTED_ENCODING, "Send the body as it is.");
    }
    // As it was sent: the server fails at a charset that Java doesn't know.
    return Optional.ofNullable(context.header("Content-Type"))
        .flatMap(Media::of)
        .filter(accepted::contains)
        .orElseThrow(
            () ->
                Refusal.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "The Content-Type has to be " + Media.names(accepted) + ", in UTF-8."));
  }
}
