package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;

/**
 * Whose subscriptions a page is about.
 *
 * @param name the application or group, by its id or name; empty for the whole organization
 */
record Place(Kind kind, String name) {
  private static final String PARAMETER = "place";
  private static final int MAX_NAME = 256; // what a filter can hold

  /** What has subscriptions. */
  enum Kind {
    ORGANIZATION("/subscriptions"),
    APPLICATION("/applications/{place}/webhooks"),
    GROUP("/groups/{place}/webhooks");

    private final String path;

    Kind(String path) {
      this.path = path;
    }

    /** The path of its list in the table of routes. */
    String route() {
      return Frame.ORGANIZATION + path;
    }
  }

  /** The one that a path of this kind names. */
  static Place of(Kind kind, Call call) {
    var name = kind == Kind.ORGANIZATION ? "" : call.path(PARAMETER);
    boolean usable = kind == Kind.ORGANIZATION || !name.isBlank();
    if (!usable || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.notFound();
    }
    return new Place(kind, name);
  }

  /** The address of its list, behind the organization's own path. */
  String path() {
    return kind.path.replace("{place}", Frame.encoded(name));
  }

  /** The address of one of its subscriptions. */
  String path(Subscription subscription) {
    return path() + "/" + subscription.id().value();
  }

  /** True for what its pages are about. */
  boolean has(Subscription subscription) {
    var places = subscription.settings().filter().places();
    return switch (kind) {
      case ORGANIZATION -> true;
      case APPLICATION -> places.applications().contains(name);
      case GROUP -> places.groups().contains(name);
    };
  }

  /** The member of a filter that it stands in, as JSON calls it; empty for the organization. */
  String member() {
    return switch (kind) {
      case ORGANIZATION -> "";
      case APPLICATION -> "applications";
      case GROUP -> "groups";
    };
  }

  /** True if it is a part of the organization only. */
  boolean scoped() {
    return kind != Kind.ORGANIZATION;
  }

  /** What its subscriptions are called here: those of a part are what platforms call webhooks. */
  String noun() {
    return scoped() ? "webhook" : "subscription";
  }

  /** What it is, such as {@code Application}. */
  String title() {
    return switch (kind) {
      case ORGANIZATION -> "Organization";
      case APPLICATION -> "Application";
      case GROUP -> "Group";
    };
  }
}
