package dev.hookcast.app.cli;

import dev.hookcast.app.client.Api;
import dev.hookcast.app.client.Problems;
import dev.hookcast.app.terminal.Output;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Opens sessions: options of the command, then options before it, then the environment. */
public final class Sessions {
  private static final String USUAL_ADDRESS = "http://127.0.0.1:8080";
  private static final Set<String> LOCAL = Set.of("localhost", "[::1]");
  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

  private final Surroundings surroundings;
  private final ServerOptions before;
  private final Output output;

  /**
   * Knows what stands before any command.
   *
   * @param before the options that the program itself was given
   */
  Sessions(Surroundings surroundings, ServerOptions before, Output output) {
    this.surroundings = surroundings;
    this.before = before;
    this.output = output;
  }

  /** Where commands print that need no session. */
  public Output output() {
    return output;
  }

  /** A session for a command without options of its own in the way. */
  public Session open(ServerOptions own) {
    return open(own.url.url, own.data.data, own.call);
  }

  /** A session for a command whose {@code --url} means something else. */
  public Session open(DataOption data, CallOptions call) {
    return open(Optional.empty(), data.data, call);
  }

  /** A session for a command whose {@code --data} means something else. */
  Session open(UrlOption url, CallOptions call) {
    return open(url.url, Optional.empty(), call);
  }

  private Session open(Optional<String> url, Optional<Path> folder, CallOptions call) {
    var named = url.or(() -> before.url.url).or(() -> variable("HOOKCAST_URL"));
    var data = folder.or(() -> before.data.data);
    Supplier<DataFolder> local = () -> DataFolder.of(data, surroundings.environment());
    var address = checked(named.or(() -> local.get().address()).orElse(USUAL_ADDRESS));
    // The admin token is for the service beside it: no other address sees it unless told to.
    boolean nearby = named.isEmpty() || data.isPresent() || onThisMachine(address);
    var token =
        call.token
            .or(() -> before.call.token)
            .or(() -> variable("HOOKCAST_TOKEN"))
            .map(Secret::new)
            .or(() -> nearby ? local.get().token() : Optional.empty());
    token.ifPresent(Sessions::check);
    boolean json = call.json || before.call.json;
    var api = new Api(text(address), token, new Problems(surroundings.json(), json));
    var organization = organization(call);
    organization.ifPresent(Sessions::check);
    return new Session(
        // Unnamed it isn't sent: a token of an organization's own knows where it belongs.
        organization.map(api::actingFor).orElse(api),
        organization.orElse(OrganizationId.DEFAULT.value()),
        surroundings.json(),
        output,
        json);
  }

  private Optional<String> organization(CallOptions call) {
    return call.organization.or(() -> before.call.organization).or(() -> variable("HOOKCAST_ORG"));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(surroundings.environment().get(name)).filter(v -> !v.isBlank());
  }

  private static URI checked(String address) {
    try {
      var uri = new URI(address);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare =
          uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
      if (http && bare && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, in the same words.
    }
    throw new Usage("\"" + address + "\" isn't the address of a service, such as " + USUAL_ADDRESS);
  }

  private static void check(Secret token) {
    if (!VISIBLE.matcher(token.reveal()).matches()) {
      throw new Usage("a token is visible ASCII without spaces");
    }
  }

  private static void check(String organization) {
    if (!VISIBLE.matcher(organization).matches()) {
      throw new Usage("an organization's id is visible ASCII without spaces");
    }
  }

  private static boolean onThisMachine(URI address) {
    var host = address.getHost();
    return LOCAL.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static String text(URI address) {
    var text = address.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
