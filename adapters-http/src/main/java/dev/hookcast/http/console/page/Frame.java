package dev.hookcast.http.console.page;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What stands around a page: whose organization it is about, who looks at it, where else one can
 * go.
 *
 * @param area what it belongs to; empty if it is in no part of the navigation
 */
public record Frame(
    String title, Optional<Area> area, OrganizationId organization, Caller visitor, Notice notice) {
  private static final String ORGANIZATIONS = "/console/organizations/";

  /** The path of an organization's pages in the table of routes. */
  public static final String ORGANIZATION = ORGANIZATIONS + "{org}";

  /** The frame of a page of this area, for whoever asked for it. */
  public static Frame of(Call call, Area area, String title) {
    return new Frame(
        title, Optional.of(area), call.organization(), call.admittedCaller(), Notice.of(call));
  }

  /** The frame of a page that is about no single organization. */
  public static Frame aboveAll(Call call, String title) {
    var visitor = call.admittedCaller();
    var home = visitor.organization().orElse(OrganizationId.DEFAULT);
    return new Frame(title, Optional.empty(), home, visitor, Notice.of(call));
  }

  /** Where an organization's pages begin. */
  public static String home(OrganizationId organization) {
    return ORGANIZATIONS + organization.value();
  }

  /** The address of a page of this organization. */
  public String at(String path) {
    return home(organization) + path;
  }

  /** A text as it can stand in an address, in a segment of its path or in its query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** True if whoever looks may do what takes this scope. */
  public boolean may(TokenScope scope) {
    return visitor.may(scope);
  }

  /** The areas that whoever looks may see. */
  public List<Area> areas() {
    return Arrays.stream(Area.values())
        .filter(each -> each.scope().filter(scope -> !may(scope)).isEmpty())
        .toList();
  }

  /** True for the area that the page belongs to. */
  public boolean isIn(Area other) {
    return area.equals(Optional.of(other));
  }

  /** True if whoever looks may look into every organization. */
  public boolean seesAll() {
    return visitor.organization().isEmpty();
  }

  /** What the audit log knows whoever looks by. */
  public String visitorName() {
    return visitor.author().name();
  }
}
